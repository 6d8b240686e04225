import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { all, createWorld, episode, play } from './fixtures.ts';

test.concurrent('a folder that is open elsewhere is refused with the process, free once that is killed, and reported', async (context) => {
  const { mock, folder, open } = await createWorld(context);
  const child = fork(fileURLToPath(new URL('holder.js', import.meta.url)), [join(folder, 'store')]);
  context.onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  await expect(open()).rejects.toThrow(`is open in process ${child.pid}: end it first`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const batch = await open();
  await expect(open()).rejects.toThrow(`is open in process ${process.pid}`);
  // Its process was killed: what it may have sent is looked for first.
  expect((await batch.status()).recovering).toBe(true);

  await batch.add([
    episode('plain'),
    episode('=1+1, "quoted"', { video: 'https://cdn.example.com/42.mp4', audio: 'https://cdn.example.com/42.wav' }),
    episode('bad', { video: 'missing.mp4' }),
  ]);
  await play(batch);
  const csv = (await all(batch.report('csv'))).join('');
  const lines = csv.split('\r\n');
  expect(lines[0]).toBe('key,kind,state,request_id,reference_id,attempt,sent_at,processed_seconds,outputs,error');
  expect(lines[1]).toMatch(/^plain,lipsync,downloaded,[\w-]+,chm_[\w-]{22},0,.*Z,0\.1,out\/plain\.mp4,$/);
  // No spreadsheet runs a key.
  expect(lines[2]).toMatch(/^"'=1\+1, ""quoted""",/);
  const json = JSON.parse((await all(batch.report('json'))).join(''));
  expect(json).toHaveLength(3);
  expect(json[2]).toMatchObject({ key: 'bad', state: 'failed', sent_at: null });

  // After a clean close nothing is doubted.
  await batch.close();
  const requests = mock.requests.length;
  const again = await open();
  expect(again.id).toBe(batch.id);
  // A result that is there may be an input of the next items.
  const items = Array.from({ length: 60 }, (_, index) => episode(`next-${index}`, { video: 'out/plain.mp4' }));
  expect(await again.add(items)).toBe(60);
  // At the pace of the worker that ran, not at the default.
  expect(Number((await again.status()).ends_at) - Date.now()).toBeLessThan(40_000);
  await again.cancel(items.map(({ key }) => key));
  expect(await again.status()).toMatchObject({ recovering: false, downloaded: 2, failed: 61 });
  expect(await play(again, { maxRunning: 1, perMinute: 1 })).toEqual([]);
  expect(mock.requests.length).toBe(requests);
});

test.concurrent('a store of a newer version is refused, and one that cannot be read is kept aside', async (context) => {
  const { folder, open } = await createWorld(context);
  const name = join(folder, 'store', 'store.json');
  const identity = JSON.parse(await readFile(name, 'utf8'));
  await writeFile(name, JSON.stringify({ ...identity, version: 2 }));
  await expect(open()).rejects.toThrow('was made by a newer @chamelaion/batch: update this one');
  await writeFile(name, '{"half');
  await expect(open()).rejects.toThrow(/store\.json cannot be read/);
  await writeFile(name, JSON.stringify({ ...identity, isEmpty: true }));
  await expect(open({ recover: 'another-id' })).rejects.toThrow(`has the id ${identity.id}, not another-id`);
  // Which has changed nothing; and a first opening that was cut off is made good.
  await (await open()).close();

  const data = join(folder, 'store', 'data');
  await writeFile(join(data, 'global', 'pg_control'), 'torn');
  await expect(open()).rejects.toThrow(/cannot be read/);
  const anew = await open({ recover: true });
  expect((await anew.status()).total).toBe(0);
  expect(await readFile(join(`${data}.unreadable`, 'global', 'pg_control'), 'utf8')).toBe('torn');
});
