import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@chamelaion/mock-server';
import { expect, test } from 'vitest';

const demo = fileURLToPath(new URL('..', import.meta.url));
const key = 'SECRET-key-of-the-environment';
const media = ['--video', 'media/clip.mp4', '--audio', 'media/voice.wav'];

interface Run {
  code: number | null;
  lines: string[];
  errors: string;
}

/** Runs the demo as a newcomer's shell would; `onLine` sees each line as it comes. */
async function run(
  args: string[],
  env: Record<string, string> = {},
  onLine?: (line: string, child: ChildProcess) => void,
): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    cwd: demo,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    for (const line of text.split('\n')) onLine?.(line, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  expect(output + errors).not.toContain('SECRET');
  return { code, lines: output.trimEnd().split('\n'), errors };
}

test('runs two jobs on its own mock, whatever the environment says', async () => {
  const seen: string[] = [];
  const trap = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end();
  });
  trap.listen(0, '127.0.0.1');
  await once(trap, 'listening');
  const { port } = trap.address() as AddressInfo;
  const { code, lines, errors } = await run([], {
    CHAMELAION_API_KEY: key,
    CHAMELAION_BASE_URL: `http://127.0.0.1:${port}/api`,
  });
  trap.close();

  expect(errors).toBe('');
  expect(code).toBe(0);
  expect(seen).toEqual([]);
  expect(lines.map((line) => line.replace(/\d+\.\d s/, 'TIME'))).toEqual(
    expect.arrayContaining(['  TIME  submitting', '  TIME  processing', '  TIME  downloading']),
  );
  const completed = lines.filter((line) => line.startsWith('completed'));
  expect(completed).toHaveLength(2);
  expect(lines.at(-2)).toBe(completed[1]);
  expect(lines.at(-1)).toMatch(/^the same in a terminal: chamelaion dub /);
  for (const line of completed) {
    const [, id, file] = /^completed ([0-9a-f-]{36}) -> (.+)$/.exec(line) ?? [];
    expect(file).toContain(id);
    const video = await readFile(resolve(demo, file ?? ''));
    expect(video.subarray(4, 8).toString()).toBe('ftyp');
  }
});

test('--real uses the environment, and says first that it spends credits', async () => {
  const mock = await startMockServer({ apiKeys: [key] });
  const env = { CHAMELAION_API_KEY: key, CHAMELAION_BASE_URL: mock.url };
  const { code, lines, errors } = await run(['--real', ...media], env).finally(() => mock.close());
  expect(errors).toBe('');
  expect(code).toBe(0);
  expect(lines[0]).toBe(`real API at ${mock.url}: this job spends credits`);
  expect(lines.at(-1)).toMatch(/^completed [0-9a-f-]{36} -> /);
});

test.each([
  ['--real alone', ['--real'], '--real needs --video FILE and --audio FILE'],
  ['--real without a key', ['--real', ...media], 'No API key'],
  ['a file that is not there', ['--video', 'none.mp4'], /none\.mp4/],
  ['a folder for a file', ['--audio', 'media'], /media/],
  ['an unknown option', ['--fast'], "unknown option '--fast'"],
  ['one behind --, as npm wants it', ['--', '--fast'], "unknown option '--fast'"],
])('%s ends with one clear line and exit code 1', async (_, args, message) => {
  const { code, errors } = await run(args, { CHAMELAION_BASE_URL: 'http://127.0.0.1:9/api' });
  expect(code).toBe(1);
  expect(errors).toMatch(message);
  expect(errors.trim().split('\n')).toHaveLength(1);
});

test('Ctrl-C stops it at once', async () => {
  const { code, lines, errors } = await run([], {}, (line, child) => {
    if (line.endsWith('processing')) child.kill('SIGINT');
  });
  expect(code).toBe(130);
  expect(errors).toMatch(/^stopped; the job, if it was made, can be found as [0-9a-f-]{36}\n$/);
  expect(lines.at(-1)).not.toContain('completed');
});
