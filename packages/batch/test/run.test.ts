import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchEvent } from '@chamelaion/batch';
import { PgBoss } from 'pg-boss';
import { expect, test, vi } from 'vitest';
import { createWorld, episode, jobsOf, play } from './fixtures.ts';

const sample = (name: string) => new URL(`../../mock-server/assets/${name}`, import.meta.url);
const types = (events: readonly BatchEvent[], key: string) =>
  events.flatMap((event) => ('key' in event && event.key === key && event.type !== 'running' ? [event.type] : []));
const done = ['submitted', 'completed', 'downloaded'];

test.concurrent('both kinds, from URLs and from files; what fails, fails alone, and is retried on demand', async (context) => {
  const { mock, client, folder, open } = await createWorld(context);
  const batch = await open();
  await copyFile(sample('sample.mp4'), join(folder, 'clip.mp4'));
  await copyFile(sample('sample.wav'), join(folder, 'voice.wav'));
  const { origin } = new URL(mock.url);
  const dub = { kind: 'videoTranslate' as const, output: 'dubs/' };
  await batch.add([
    episode('urls'),
    episode('files', { video: 'clip.mp4', audio: './voice.wav' }),
    { ...dub, key: 'dub', video: 'https://cdn.example.com/42.mp4', target_languages: ['de', 'fr'] },
    { ...dub, key: 'upload', video: 'clip.mp4', target_languages: ['de'] },
    episode('missing', { video: 'missing.mp4', audio: `${origin}/output/nothing.wav` }),
    episode('gone', { video: 'clip.mp4', audio: `${origin}/output/nothing.wav` }),
    // The mock fails a job whose video says so.
    episode('bad', { video: 'https://cdn.example.com/not-accessible.mp4' }),
  ]);
  const events = await play(batch);
  for (const key of ['urls', 'files', 'dub', 'upload']) expect(types(events, key)).toEqual(done);
  expect(types(events, 'bad')).toEqual(['submitted', 'failed']);
  for (const [key, error] of [
    ['missing', /missing\.mp4/],
    ['gone', /nothing\.wav answered 404/],
  ] as const) {
    expect(types(events, key)).toEqual(['failed']);
    expect(events.find((event) => event.type === 'failed' && event.key === key)).toMatchObject({
      error: expect.stringMatching(error),
    });
  }
  // What failed before it was sent has made no job.
  expect(await jobsOf(client)).toBe(5);
  expect(await batch.status()).toMatchObject({
    total: 7,
    queued: 0,
    running: 0,
    completed: 0,
    downloaded: 4,
    failed: 3,
    jobs: 5,
  });

  const paths: string[] = [];
  for await (const { error, outputs } of batch.items({ state: 'downloaded' })) {
    expect(error).toBe(null);
    for (const { path, size, sha256 } of outputs ?? []) {
      paths.push(path);
      const bytes = await readFile(join(folder, path));
      expect(bytes.length).toBe(size);
      expect(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')).toBe(sha256);
    }
  }
  const dubs = ['dub.de', 'dub.fr', 'upload.de'].flatMap((name) =>
    ['mp4', 'srt', 'wav'].map((end) => `dubs/${name}.${end}`),
  );
  expect(paths.sort()).toEqual([...dubs, 'out/files.mp4', 'out/urls.mp4'].sort());

  // A remote input beside a local one is fetched; a job that failed costs again, under another reference.
  const listed = await client.videoTranslate.requests.list();
  const audio = listed.data.flatMap((request) =>
    request.status === 'completed' ? [request.outputs['de']?.audio ?? ''] : [],
  )[0];
  await batch.add([episode('mixed', { video: 'clip.mp4', audio })]);
  expect(await batch.retry(['bad', 'urls', 'unheard-of'])).toEqual(['bad']);
  const more = await play(batch);
  expect(types(more, 'mixed')).toEqual(done);
  expect(types(more, 'bad')).toEqual(['submitted', 'failed']);
  expect(types(more, 'urls')).toEqual([]);
  expect(await jobsOf(client)).toBe(7);
  const references = new Set<string | undefined>();
  for await (const { reference_id } of client.lipsync.requests.list()) references.add(reference_id);
  expect(references.size).toBe(5);
});

test.concurrent('lost answers cost nothing twice, an absent API fails nothing, and a ghost is left to a person', async (context) => {
  const { mock, client, open } = await createWorld(context);
  let isUp = false;
  const unsteady = client.withOptions({
    fetch: async (url, init) => {
      if (isUp) return odd(await fetch(url, init));
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    },
  });
  // Times that cannot be read, and characters that a database cannot keep.
  const odd = async (answer: Response) => {
    const text = await answer.text();
    const { status, headers } = answer;
    const oddly = text.replaceAll(/"finished_at":"[^"]*"/g, '"finished_at":"soon\\u0000","\\u0000":"\\ud800"');
    return new Response(oddly, { status, headers: { 'content-type': headers.get('content-type') ?? '' } });
  };
  const batch = await open({ client: unsteady, settleTimeout: 300 });
  await batch.add(['a', 'b', 'c', 'd'].map((key) => episode(key)));
  mock.failNext('reset', { on: 'lipsync.generate', when: 'after' });
  mock.failNext({ status: 502, body: 'bad gateway' }, { on: 'lipsync.generate', when: 'after' });
  mock.failNext('empty', { on: 'lipsync.generate', when: 'before' });
  mock.failNext('reset', { on: 'lipsync.generate', when: 'before' });
  let looks = Number.NaN;
  await play(batch, {}, async (event) => {
    if (event.type !== 'late' || isUp) return;
    // Nothing was sent, so nothing had to be looked for.
    expect((await batch.status()).states).toEqual({ queued: 4 });
    looks = mock.requests.length;
    isUp = true;
  });
  expect(looks).toBe(0);
  expect((await batch.status()).states).toEqual({ downloaded: 4 });
  expect(await jobsOf(client)).toBe(4);

  await batch.add([episode('ghost')]);
  mock.failNext({ status: 502 }, { on: 'lipsync.generate', times: 9 });
  const events = await play(batch);
  expect(events.at(-1)).toMatchObject({ type: 'failed', error: expect.stringContaining('sent 5 times') });
  expect((await batch.status()).states).toEqual({ downloaded: 4, unknown: 1 });
  mock.reset();
  expect(await batch.retry(['ghost'])).toEqual(['ghost']);
  // What is lost between an item and its place in the queue is put back.
  const { insert } = PgBoss.prototype;
  let lost = 0;
  vi.spyOn(PgBoss.prototype, 'insert').mockImplementation(function (this: PgBoss, queue, jobs, ...rest) {
    const isLost = lost === 0 && queue === 'download' && jobs.some(({ singletonKey }) => singletonKey === 'ghost');
    if (isLost) lost++;
    return isLost ? Promise.reject(new Error('lost')) : insert.call(this, queue, jobs, ...rest);
  });
  await play(batch);
  expect(lost).toBe(1);
  expect((await batch.status()).states).toEqual({ downloaded: 5 });
  expect(await jobsOf(client)).toBe(1);
});

test.concurrent('maxRunning limits the jobs, pause holds the batch, a signal ends a run, and a process has one run', async (context) => {
  // Jobs end when the clock is turned.
  const { mock, client, open } = await createWorld(context, { clock: 'manual' });
  const batch = await open();
  await batch.add(Array.from({ length: 8 }, (_, index) => episode(`item-${index}`)));
  const first = batch.run();
  await expect(batch.run({ maxRunning: 0 }).next()).rejects.toThrow('maxRunning must be a number of at least 1');
  const controller = new AbortController();
  let most = 0;
  let refused: unknown;
  const events = await play(batch, { maxRunning: 3, signal: controller.signal }, async ({ type, progress }) => {
    let running = 0;
    for await (const { status } of client.lipsync.requests.list()) running += status === 'completed' ? 0 : 1;
    most = Math.max(most, running);
    refused ??= await first.next().catch((error: unknown) => error);
    if (running === 3 && !progress.paused) await batch.pause('lunch');
    if (progress.paused) mock.clock.advance(60_000);
    if (type === 'downloaded' && progress.paused && progress.running + progress.completed === 0) controller.abort();
  });
  expect(most).toBe(3);
  expect(String(refused)).toContain('run() is active already');
  expect(events.some((event) => event.type === 'paused' && event.reason === 'lunch')).toBe(true);
  // What ran was downloaded, the rest waits.
  expect(await batch.status()).toMatchObject({ running: 0, completed: 0, paused: 'lunch' });
  expect(await jobsOf(client)).toBeLessThan(8);
  await batch.resume();
  await play(batch, {}, () => {
    mock.clock.advance(60_000);
  });
  expect((await batch.status()).states).toEqual({ downloaded: 8 });
  expect(await jobsOf(client)).toBe(8);
});
