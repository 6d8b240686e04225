import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { ChamelaionError } from '@chamelaion/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fakeBatch } from './fake-batch.ts';
import { createWorld, posts } from './world.ts';

const dubs = 'key,video,audio\na,clip.mp4,voice.wav\n';

test.each([
  ['a folder that is new', 'dubs', []],
  ['a database that does not know it', 'postgres://db/x', [{ key: 'other', state: 'downloaded' }] as const],
])('a file that was there before %s is replaced only by --force', async (_, store, items) => {
  const { mock, chamelaion } = await createWorld();
  await writeFile('c.csv', dubs);
  await mkdir('out');
  await writeFile('out/a.mp4', 'precious');
  const argv = ['batch', 'run', 'c.csv', '--out', 'out', '--store', store, '--yes'];
  const { openBatch } = fakeBatch({}, [...items]);
  const refused = await chamelaion(argv, { openBatch });
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(/1 file would be replaced: out\/a\.mp4\. Nothing was submitted\.\n.*--force/);
  expect((await chamelaion([...argv, '--force'], { openBatch })).code).toBe(0);
  expect(posts(mock)).toEqual([]);
});

test('a dry run names the files that would be replaced', async () => {
  const { chamelaion } = await createWorld();
  await writeFile('c.csv', dubs);
  await writeFile('a.mp4', 'precious');
  const { code, err } = await chamelaion('batch run c.csv --store dubs --dry-run');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('would be replaced: a.mp4') });
});

test("results of the store itself are in nobody's way", async () => {
  const { chamelaion } = await createWorld();
  await writeFile('c.csv', dubs);
  await writeFile('a.mp4', 'own');
  const { openBatch } = fakeBatch({}, [{ key: 'a', state: 'downloaded' }]);
  const { code, err } = await chamelaion('batch run c.csv --store postgres://db/x', { openBatch });
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('nothing more is paid') });
  expect(await readFile('a.mp4', 'utf8')).toBe('own');
});

test.each([
  ['mysql://db/x', 2, /must be a folder, or a URL that begins with postgres/],
  ['POSTGRES://db/x', 2, /must be a folder, or a URL that begins with postgres/],
  ['postgres://me:hunter2@[/x', 2, /cannot be opened: Invalid URL\nSee that --store is right/],
  [
    'postgres://me:hunter2@127.0.0.1:PORT/x',
    1,
    /cannot be opened: .*\nSee that --store is right .*: chamelaion batch status/,
  ],
])('the store %s ends with %d, and says what to do', async (store, code, why) => {
  const { chamelaion } = await createWorld();
  // It closes what connects.
  const server = createServer((socket) => socket.destroy());
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const ran = await chamelaion(['batch', 'status', '--store', store.replace('PORT', String(port))]);
  expect(ran).toMatchObject({ code, out: '', err: expect.stringMatching(why) });
});

test('a store that cannot be read is recovered by an option, not by code', async () => {
  const { chamelaion } = await createWorld();
  const openBatch = () => Promise.reject(new ChamelaionError('It cannot be read: open it with recover: true'));
  const { code, err } = await chamelaion('batch status --store postgres://db/x', { openBatch });
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('Run the catalogue again with --recover') });
});

test.each([
  [['work'], { failed: 3, downloaded: 0 }, /batch export (.*)\. Then: .*batch retry (.*)\n/],
  [['work'], { paused: 'by hand', downloaded: 0 }, /batch resume (.*), then chamelaion batch work (.*)\n/],
  [['pause'], {}, /batch resume (.*)\n/],
  [['resume'], {}, /batch work (.*)\n/],
  [['retry', '--yes'], {}, /batch work (.*)\n/],
])('the command that batch %j prints has the same key, API and store', async (argv, status, printed) => {
  const { mock, chamelaion } = await createWorld();
  await writeFile('my.env', 'X=1\n');
  const given = ['--env-file', 'my.env', `--base-url=${mock.url}`, '--store', 'postgres://db/x'];
  const { openBatch } = fakeBatch(status, [{ key: 'a', state: 'failed' }]);
  const { out, err } = await chamelaion(['batch', ...argv, ...given], { openBatch });
  const [, ...found] = printed.exec(out + err) ?? [];
  expect(found.length).toBeGreaterThan(0);
  for (const options of found) expect(options).toBe(given.join(' '));
});

test('help and the version are JSON if they are asked for as JSON, and a script for a shell is not', async () => {
  const { chamelaion } = await createWorld();
  expect(JSON.parse((await chamelaion('dub --help --json')).out).text).toContain('Usage: chamelaion dub');
  expect(JSON.parse((await chamelaion('--version --json')).out).text).toMatch(/^\d/);
  const { code, out } = await chamelaion('completion bash --json');
  expect({ code, name: JSON.parse(out).error.name }).toEqual({ code: 2, name: 'CommandError' });
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  await chamelaion('completion bash');
  expect(log).toHaveBeenCalledWith(expect.stringContaining('chamelaion'));
});
