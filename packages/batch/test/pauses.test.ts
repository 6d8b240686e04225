import { open } from 'node:fs/promises';
import { devNull } from 'node:os';
import { expect, test, vi } from 'vitest';
import { all, createWorld, episode, jobsOf, play } from './fixtures.ts';

// A full disk cannot be had on every machine: writing throws what it throws on one.
const disk = { isFull: false };

async function fillDisk() {
  const handle = await open(devNull);
  const files = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const { appendFile } = files;
  vi.spyOn(files, 'appendFile').mockImplementation(function (this: typeof handle, ...args) {
    if (!disk.isFull) return appendFile.apply(this, args);
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
}

test('an empty balance (412), a refused key (401) and a full disk pause it with the reason; no item is burnt', async (context) => {
  await fillDisk();
  context.onTestFinished(() => void vi.restoreAllMocks());
  const { client, open } = await createWorld(context);
  // What the API says to submissions, if not what it should.
  let refusal: { status: number; error: string } | undefined = { status: 412, error: 'token limit reached\0' };
  let refused = 0;
  const limits = [1, 1];
  const moody = client.withOptions({
    fetch: async (url, init) => {
      if (init?.method !== 'POST') return fetch(url, init);
      if (refusal) {
        refused++;
        return Response.json({ error: refusal.error }, { status: refusal.status });
      }
      const seconds = disk.isFull ? limits.pop() : undefined;
      if (!seconds) return fetch(url, init);
      return Response.json({ error: 'rate limit exceeded' }, { status: 429, headers: { 'retry-after': `${seconds}` } });
    },
  });
  const batch = await open({ client: moody });
  await batch.add(Array.from({ length: 6 }, (_, index) => episode(`item-${index}`)));
  expect(await batch.cancel(['item-5', 'unheard-of'])).toEqual(['item-5']);

  const causes = [
    () => {
      refusal = { status: 401, error: 'invalid token' };
    },
    // Rate limits cost neither a pause nor an item.
    () => {
      refusal = undefined;
      disk.isFull = true;
    },
    () => {
      disk.isFull = false;
    },
  ];
  const reasons: string[] = [];
  const events = await play(batch, {}, async (event) => {
    if (event.type !== 'paused') return;
    reasons.push(event.reason);
    expect((await batch.status()).paused).toBe(event.reason);
    if (event.progress.queued === 5) expect(await jobsOf(client)).toBe(0);
    causes.shift()?.();
    await batch.resume();
  });
  // Downloads run side by side, and each may meet the full disk.
  expect([...new Set(reasons.map((reason) => reason.replace(/item-\d/, 'an item')))]).toEqual([
    expect.stringContaining('token limit reached'),
    expect.stringContaining('invalid token'),
    expect.stringMatching(/no space left on device.*make room, then resume/),
  ]);
  // Each item at most once for each reason: a paused batch submits nothing.
  expect(refused).toBeLessThanOrEqual(10);
  expect((await batch.status()).states).toEqual({ downloaded: 5, cancelled: 1 });
  expect(await jobsOf(client)).toBe(5);

  expect(await batch.cancel(['item-0'])).toEqual([]);
  expect(await batch.retry(['item-5'])).toEqual(['item-5']);
  await play(batch);
  expect((await batch.status()).states).toEqual({ downloaded: 6 });
  // The key is in nothing that was said or stored.
  expect(JSON.stringify([events, await batch.status(), await all(batch.items())])).not.toContain('a-secret-key');
});
