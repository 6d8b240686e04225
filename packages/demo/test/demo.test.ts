import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { beforeEach, expect, test } from 'vitest';
import { demo, expectRefusal, key, startProgram } from './start-program.ts';

const media = ['--video', 'media/clip.mp4', '--audio', 'media/voice.wav'];
const start = (args: string[], env: Record<string, string> = {}) => startProgram('src/main.ts', args, env);

/** What an environment leads to: the real API for `--real`, and a trap for all else. */
let api: MockServer;
let env: Record<string, string>;
beforeEach(async () => {
  api = await startMockServer({ apiKeys: [key] });
  env = { CHAMELAION_API_KEY: key, CHAMELAION_BASE_URL: api.url };
  return () => api.close();
});

test('runs two jobs on its own mock, whatever the environment says', async () => {
  const { code, lines, errors } = await start([], env).ended;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(api.requests).toEqual([]);
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

test('--real uses the environment, and says first that it spends credits, even if its terminal has no width', async () => {
  const patch = encodeURIComponent('Object.assign(process.stdout, { isTTY: true, columns: 0 })');
  const NODE_OPTIONS = `--import=data:text/javascript,${patch}`;
  const { code, lines, errors } = await start(['--real', ...media], { ...env, NODE_OPTIONS }).ended;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(lines[0]).toBe(`real API at ${api.url}: this job spends credits`);
  expect(lines.at(-1)).toMatch(/^completed [0-9a-f-]{36} -> /);
});

test.each([
  ['--real alone', ['--real'], '--real needs --video FILE and --audio FILE'],
  ['--real without a key', ['--real', ...media], 'No API key'],
  ['a file that is not there', ['--video', 'none.mp4'], /none\.mp4/],
  ['a folder for a file', ['--audio', 'media'], /media/],
  ['an unknown option behind --, as npm wants it', ['--', '--fast'], "unknown option '--fast'"],
])('%s ends with one clear line and exit code 1', (_, args, message) =>
  expectRefusal(start(args, { CHAMELAION_BASE_URL: api.url }), message),
);

test('Ctrl-C stops it at once', async () => {
  const program = start([]);
  await program.line(/processing$/);
  program.stop();
  const { code, lines, errors } = await program.ended;
  expect(code).toBe(130);
  expect(errors).toMatch(/^stopped; the job, if it was made, can be found as [0-9a-f-]{36}\n$/);
  expect(lines.at(-1)).not.toContain('completed');
});
