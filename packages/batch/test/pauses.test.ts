import type { BatchEvent } from '@chamelaion/batch';
import { expect, test } from 'vitest';
import { all, createWorld, episode, jobsOf, play } from './fixtures.ts';

const items = (count: number) => Array.from({ length: count }, (_, index) => episode(`item-${index}`));

test.concurrent('an empty balance (412) pauses with the reason and burns no item; resume goes on; cancel takes out what was never sent', async (context) => {
  const { mock, client, open } = await createWorld(context);
  const batch = await open();
  await batch.add(items(4));
  mock.failNext({ status: 412 }, { on: 'lipsync.generate', times: 100 });
  const events = await play(batch, {}, async (event) => {
    if (event.type !== 'paused') return;
    expect(event.reason).toContain('token limit reached');
    expect((await batch.status()).paused).toBe(event.reason);
    expect(await batch.status()).toMatchObject({ queued: 4, running: 0, failed: 0 });
    mock.reset();
    await batch.resume();
  });
  expect(events.filter(({ type }) => type === 'paused')).toHaveLength(1);
  expect((await batch.status()).states).toEqual({ downloaded: 4 });
  expect(await jobsOf(client)).toBe(4);
  // None of the four was looked for: the API has said that it made nothing.
  expect(mock.requests.filter(({ path }) => path.includes('reference_id'))).toEqual([]);

  await batch.add([episode('late-1'), episode('late-2')]);
  expect(await batch.cancel(['late-1', 'item-0', 'unheard-of'])).toEqual(['late-1']);
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 5, cancelled: 1 });
  expect(await batch.retry(['late-1'])).toEqual(['late-1']);
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 6 });
  expect(await jobsOf(client)).toBe(6);
});

test.concurrent('a key that is refused (401) pauses, and its words never hold the key', async (context) => {
  const { mock, open } = await createWorld(context, { apiKeys: ['another-key'] });
  const batch = await open();
  await batch.add(items(3));
  const events = await play(batch, {}, ({ type }) => type === 'paused');
  expect(events.at(-1)).toMatchObject({ type: 'paused', reason: expect.stringContaining('invalid token') });
  expect((await batch.status()).queued).toBe(3);
  const said = JSON.stringify([events, await batch.status(), await all(batch.items())]);
  expect(said).not.toContain('a-secret-key');
  expect(mock.requests.filter(({ operation }) => operation === 'lipsync.generate').length).toBeLessThan(4);
});

test.concurrent('a pause by hand stops submissions, and lets what runs be downloaded', async (context) => {
  const { client, open } = await createWorld(context, { processingMs: 1_000 });
  const batch = await open();
  await batch.add(items(6));
  let submitted = 0;
  const seen: BatchEvent[] = [];
  await play(batch, { perMinute: 240, maxRunning: 2 }, async (event) => {
    seen.push(event);
    if (event.type === 'submitted' && ++submitted === 1) await batch.pause('lunch');
    if (event.type === 'downloaded' && (await batch.status()).paused) {
      const { running, completed } = await batch.status();
      if (running + completed === 0) return true;
    }
    return false;
  });
  expect(seen.some((event) => event.type === 'paused' && event.reason === 'lunch')).toBe(true);
  expect(await jobsOf(client)).toBeLessThan(6);
  await batch.resume();
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 6 });
  expect(await jobsOf(client)).toBe(6);
});

test.concurrent('a rate limit of the API costs few refusals, and no item', async (context) => {
  const { mock, client, open } = await createWorld(context);
  const batch = await open();
  await batch.add(items(12));
  for (const retryAfter of ['1', '2']) {
    mock.failNext({ status: 429, headers: { 'retry-after': retryAfter } }, { on: 'lipsync.generate', times: 1 });
  }
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 12 });
  expect(await jobsOf(client)).toBe(12);
  // Each refusal is one request more.
  const submissions = mock.requests.filter(({ operation }) => operation === 'lipsync.generate');
  expect(submissions.length).toBeLessThanOrEqual(12 + 3);
});

test.concurrent('a signal ends the worker without an error, the next one goes on, and a process has one at a time', async (context) => {
  const { client, open } = await createWorld(context, { processingMs: 1_500 });
  const batch = await open();
  await batch.add(items(5));
  const controller = new AbortController();
  const start = performance.now();
  await play(batch, { signal: controller.signal }, ({ type }) => {
    if (type === 'submitted') controller.abort();
  });
  expect(performance.now() - start).toBeLessThan(20_000);
  await expect(batch.run({ maxRunning: 0 }).next()).rejects.toThrow('maxRunning must be a number of at least 1');
  let refused: unknown;
  await play(batch, {}, async () => {
    refused ??= await batch
      .run()
      .next()
      .catch((error: unknown) => error);
  });
  expect(String(refused)).toContain('This batch runs already');
  expect((await batch.status()).states).toEqual({ downloaded: 5 });
  expect(await jobsOf(client)).toBe(5);
});
