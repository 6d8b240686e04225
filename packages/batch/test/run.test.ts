import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWorld, episode, jobsOf, play } from './fixtures.ts';

const types = (events: { type: string; key?: string }[], key: string) =>
  events.filter((event) => event.key === key).map(({ type }) => type);

test.concurrent('submits, follows and downloads both kinds, from URLs and from files', async (context) => {
  const { mock, client, folder, open } = await createWorld(context);
  const batch = await open();
  await writeFile(
    join(folder, 'clip.mp4'),
    await readFile(new URL('../../mock-server/assets/sample.mp4', import.meta.url)),
  );
  await writeFile(
    join(folder, 'voice.wav'),
    await readFile(new URL('../../mock-server/assets/sample.wav', import.meta.url)),
  );
  await batch.add([
    episode('urls'),
    episode('files', { video: 'clip.mp4', audio: './voice.wav' }),
    {
      key: 'dub',
      kind: 'videoTranslate',
      video: 'https://cdn.example.com/42.mp4',
      target_languages: ['de', 'fr'],
      output: 'dubs/',
    },
    { key: 'upload', kind: 'videoTranslate', video: 'clip.mp4', target_languages: ['de'], output: 'dubs/' },
  ]);
  const events = await play(batch);
  for (const key of ['urls', 'files', 'dub', 'upload']) {
    expect(types(events, key)).toEqual(['submitted', 'completed', 'downloaded']);
  }
  expect(await jobsOf(client)).toBe(4);
  const outputs: string[] = [];
  for await (const item of batch.items({ state: 'downloaded' })) {
    expect(item.error).toBe(null);
    for (const { path, size, sha256 } of item.outputs ?? []) {
      outputs.push(path);
      const bytes = await readFile(join(folder, path));
      expect(bytes.length).toBe(size);
      const digest = await crypto.subtle.digest('SHA-256', bytes);
      expect(Buffer.from(digest).toString('hex')).toBe(sha256);
    }
  }
  expect(outputs.sort()).toEqual([
    'dubs/dub.de.mp4',
    'dubs/dub.de.srt',
    'dubs/dub.de.wav',
    'dubs/dub.fr.mp4',
    'dubs/dub.fr.srt',
    'dubs/dub.fr.wav',
    'dubs/upload.de.mp4',
    'dubs/upload.de.srt',
    'dubs/upload.de.wav',
    'out/files.mp4',
    'out/urls.mp4',
  ]);
  const status = await batch.status();
  expect(status).toMatchObject({ total: 4, queued: 0, running: 0, completed: 0, downloaded: 4, failed: 0, jobs: 4 });
  expect(mock.requests.every(({ operation }) => operation !== undefined)).toBe(true);

  // The mock serves its results: one of them is the remote input here.
  const origin = new URL(mock.url).origin;
  const listed = await fetch(`${mock.url}/v1/video-translate/requests`, { headers: { 'x-api-key': 'k' } });
  const { data } = (await listed.json()) as { data: { outputs: { de: { audio: string } } }[] };
  const audio = data[0]?.outputs.de.audio as string;
  expect(audio.startsWith(origin)).toBe(true);
  await batch.add([episode('mixed', { video: 'clip.mp4', audio })]);
  await play(batch);
  expect((await batch.status()).downloaded).toBe(5);
  await batch.add([episode('gone', { video: 'clip.mp4', audio: `${origin}/output/nothing.wav` })]);
  const last = (await play(batch)).at(-1);
  expect(last).toMatchObject({ type: 'failed', key: 'gone', error: expect.stringContaining('answered 404') });
});

test.concurrent('what cannot be submitted fails before anything is sent, and is retried once it can', async (context) => {
  const { client, folder, open } = await createWorld(context);
  const batch = await open();
  await batch.add([episode('missing', { video: 'missing.mp4', audio: 'missing.wav' })]);
  const events = await play(batch);
  expect(types(events, 'missing')).toEqual(['failed']);
  expect(await jobsOf(client)).toBe(0);
  for (const [name, sample] of [
    ['missing.mp4', 'sample.mp4'],
    ['missing.wav', 'sample.wav'],
  ] as const) {
    await writeFile(join(folder, name), await readFile(new URL(`../../mock-server/assets/${sample}`, import.meta.url)));
  }
  expect(await batch.retry(['missing', 'unheard-of'])).toEqual(['missing']);
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 1 });
  expect(await batch.retry(['missing'])).toEqual([]);
});

test.concurrent('a job that failed costs again only on demand, under another reference', async (context) => {
  const { client, open } = await createWorld(context);
  const batch = await open();
  // The mock fails a job whose video says so.
  await batch.add([episode('bad', { video: 'https://cdn.example.com/not-accessible.mp4' }), episode('good')]);
  const events = await play(batch);
  expect(types(events, 'bad')).toEqual(['submitted', 'failed']);
  expect(types(events, 'good')).toEqual(['submitted', 'completed', 'downloaded']);
  expect(await jobsOf(client)).toBe(2);
  await play(batch);
  expect(await jobsOf(client)).toBe(2);
  expect(await batch.retry(['bad', 'good'])).toEqual(['bad']);
  await play(batch);
  expect(await jobsOf(client)).toBe(3);
  const references = new Set<string | undefined>();
  for await (const { reference_id } of client.lipsync.requests.list()) references.add(reference_id);
  expect(references.size).toBe(3);
  expect((await batch.status()).jobs).toBe(3);
});

test.concurrent('a lost answer is settled: one job, one payment', async (context) => {
  const { mock, client, open } = await createWorld(context);
  const batch = await open();
  await batch.add([episode('a'), episode('b'), episode('c'), episode('d')]);
  mock.failNext('reset', { on: 'lipsync.generate', when: 'after' });
  mock.failNext({ status: 502, body: 'bad gateway' }, { on: 'lipsync.generate', when: 'after' });
  mock.failNext('empty', { on: 'lipsync.generate', when: 'before' });
  mock.failNext('reset', { on: 'lipsync.generate', when: 'before' });
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 4 });
  expect(await jobsOf(client)).toBe(4);
});

test.concurrent('what was sent five times and never found waits for a person', async (context) => {
  const { mock, client, open } = await createWorld(context);
  const batch = await open({ settleTimeout: 100 });
  await batch.add([episode('ghost')]);
  mock.failNext({ status: 502 }, { on: 'lipsync.generate', times: 9 });
  const events = await play(batch);
  expect(events.at(-1)).toMatchObject({ type: 'failed', error: expect.stringContaining('sent 5 times') });
  expect((await batch.status()).states).toEqual({ unknown: 1 });
  expect(await jobsOf(client)).toBe(0);
  mock.reset();
  expect(await batch.retry(['ghost'])).toEqual(['ghost']);
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 1 });
  expect(await jobsOf(client)).toBe(1);
});

test.concurrent('an API that cannot be reached delays items, and fails none', async (context) => {
  const { mock, client, open } = await createWorld(context);
  let isUp = false;
  const gone = client.withOptions({
    fetch: async (url, init) => {
      if (isUp) return fetch(url, init);
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    },
  });
  const batch = await open({ client: gone });
  await batch.add([episode('a'), episode('b')]);
  const events = await play(batch, {}, ({ type }) => {
    isUp ||= type === 'late';
  });
  expect(types(events, 'a')).toEqual(expect.arrayContaining(['late', 'submitted', 'downloaded']));
  expect(await jobsOf(client)).toBe(2);
  // Nothing was sent, so nothing had to be looked for.
  expect(mock.requests.filter(({ path }) => path.includes('reference_id'))).toEqual([]);
});

test.concurrent('at most so many jobs run at once', async (context) => {
  const { client, open } = await createWorld(context, { processingMs: 1_500 });
  const batch = await open();
  await batch.add(Array.from({ length: 9 }, (_, index) => episode(`item-${index}`)));
  let most = 0;
  await play(batch, { maxRunning: 3 }, async () => {
    let running = 0;
    for await (const { status } of client.lipsync.requests.list())
      running += status === 'processing' || status === 'queued' ? 1 : 0;
    most = Math.max(most, running);
  });
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
  expect((await batch.status()).downloaded).toBe(9);
});
