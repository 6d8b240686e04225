import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Chamelaion from '@chamelaion/client';
import { expect, onTestFinished, test } from 'vitest';
import { createWorld, posts, secret } from './world.ts';

const bin = fileURLToPath(new URL('../bin/chamelaion.js', import.meta.url));
// A campaign: CLI_KILLS=10 pnpm --filter ./packages/cli test process
const kills = Number(process.env['CLI_KILLS'] ?? (process.env['THOROUGH'] ? 1 : 0));

function start(...argv: string[]): {
  child: ChildProcess;
  ended: Promise<{ code: unknown; out: string; err: string }>;
} {
  const child = spawn(process.execPath, [bin, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([out, err, [code, signal]]) => ({ code: code ?? signal, out, err }),
  );
  return { child, ended };
}

test('mock hands everything over to the mock server', async () => {
  const { child, ended } = start('mock', '--port', '0', '--json');
  expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining("unknown option '--json'") });
  const second = start('mock', '--port', '0');
  const [line] = await once(second.child.stdout as NodeJS.ReadableStream, 'data');
  expect(String(line)).toMatch(/^listening on http/);
  expect((await fetch(`${String(line).slice('listening on '.length).trim()}/health`)).status).toBe(200);
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0 });
  expect(child.exitCode).toBe(1);
});

test('Ctrl-C stops waiting, and says how to go on', async () => {
  const { mock } = await createWorld({ processingMs: 60_000 });
  const inputs = ['video', 'audio'].map((type) => ({ type, url: `https://cdn.example.com/a.${type}` })) as never;
  const { request_id } = await new Chamelaion().lipsync.generate({ inputs });
  const { child, ended } = start('jobs', 'wait', request_id);
  while (!mock.requests.some(({ path }) => path.endsWith(request_id))) await setTimeout(20);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({
    code: 130,
    out: '',
    err: expect.stringContaining(`twice: chamelaion jobs wait ${request_id}\n`),
  });
});

test('a job that is paid for is downloaded, even if nobody reads what the command says', async () => {
  const { mock } = await createWorld();
  const urls = ['video', 'audio'].flatMap((type) => [`--${type}`, `https://cdn.example.com/a.${type}`]);
  const { child, ended } = start('dub', ...urls, '--out', 'out.mp4', '--yes');
  // What is left of its words cannot be read.
  ended.catch(() => {});
  child.stderr?.once('data', () => child.stderr?.destroy());
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(posts(mock)).toHaveLength(1);
  expect((await readFile('out.mp4')).length).toBeGreaterThan(1_000);
});

test.runIf(kills > 0)(
  `batch run is killed ${kills} times: nothing is paid twice, nothing is lost, every file is whole`,
  async () => {
    const { mock } = await createWorld({ queuedMs: 50, processingMs: 400 });
    // Enough for all rounds on a busy machine, which submits more before it kills.
    const keys = Array.from({ length: 6 * kills }, (_, index) => `ep-${index}`);
    const rows = keys.map((key) => `${key},https://cdn.example.com/${key}.mp4,https://cdn.example.com/${key}.wav`);
    await writeFile('c.csv', ['key,video,audio', ...rows].join('\n'));
    const argv = 'batch run c.csv --store dubs --out out --yes --per-minute 600 --settle 1'.split(' ');

    for (let round = 0; round < kills; round++) {
      const before = posts(mock).length;
      const { child, ended } = start(...argv);
      while (posts(mock).length < before + 2 && child.exitCode === null) await setTimeout(20);
      child.kill('SIGKILL');
      expect((await ended).code).toBe('SIGKILL');
    }
    const { code, out, err } = await start(...argv).ended;
    expect(err).toContain(`${keys.length} of ${keys.length} done`);
    expect(code).toBe(0);
    expect(out + err).not.toContain(secret);

    const references = posts(mock).map(({ body }) => (body as { reference_id: string }).reference_id);
    expect(references).toHaveLength(keys.length);
    expect(new Set(references).size).toBe(keys.length);
    const list = await (
      await fetch(`${mock.url}/v1/lipsync/requests?limit=1`, { headers: { 'x-api-key': 'any' } })
    ).json();
    const whole = await (
      await fetch((list as { data: { output_url: string }[] }).data[0]?.output_url ?? '')
    ).arrayBuffer();
    for (const key of keys) expect((await readFile(`out/${key}.mp4`)).length, key).toBe(whole.byteLength);
  },
);
