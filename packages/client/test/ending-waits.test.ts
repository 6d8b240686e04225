import { getEventListeners } from 'node:events';
import Chamelaion, { APIUserAbortError, NotFoundError, WaitTimeoutError } from '@chamelaion/client';
import { afterEach, expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { html } from './job-steps.ts';
import { finish, pause } from './many.ts';
import { broken, epoch, failed, type Step } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';
import { world } from './world.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const stalled: Step = () => new Promise(() => {});

// Whatever the polls meet.
test.each<[string, number, Step | undefined, number]>([
  ['at once', 0, undefined, 0],
  ['at that moment', 20_000, undefined, 20_000],
  ['at that moment while a gate is closed', 30_000, failed(429, { 'retry-after': '600' }), 30_000],
  ['a moment later while a poll stalls', 10_000, stalled, 11_000],
])('a timeout ends a wait %s, and the job goes on: %i ms', async (_, timeout, step, latest) => {
  const { client } = world({ duration: 3_600_000, instead: () => step });
  const failure = await inVirtualTime(async () => {
    const error = await client.lipsync.requests.waitFor('slow', { timeout }).catch((reason) => reason);
    expect(Date.now() - epoch).toBeGreaterThanOrEqual(timeout);
    expect(Date.now() - epoch).toBeLessThanOrEqual(latest);
    return error;
  });
  expect(failure).toBeInstanceOf(WaitTimeoutError);
  expect(failure.id).toBe('slow');
  expect(failure.message).toContain('wait for it again by its id');
});

test('an abort ends the wait at once, and leaves nothing behind', async () => {
  const { client, polls } = world({ duration: 85_000 });
  const controller = new AbortController();
  const failure = await inVirtualTime(async () => {
    setTimeout(() => controller.abort(new Error('gone')), 20_000);
    const error = await client.lipsync.run(body, { signal: controller.signal }).catch((reason) => reason);
    expect(Date.now() - epoch).toBe(20_000);
    expect(vi.getTimerCount()).toBe(0);
    return error;
  });
  expect(failure).toBeInstanceOf(APIUserAbortError);
  expect(failure.cause).toMatchObject({ message: 'gone' });
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  expect(Math.max(...polls)).toBeLessThan(20_000);
});

test('a signal that is already aborted sends nothing at all', async () => {
  const { client, polls } = world({ duration: 1 });
  const options = { signal: AbortSignal.abort() };
  await expect(client.lipsync.run(body, options)).rejects.toThrow(APIUserAbortError);
  await expect(client.lipsync.requests.waitFor('any', options)).rejects.toThrow(APIUserAbortError);
  expect(polls).toEqual([]);
});

test.each<[string, Step, object, number]>([
  ['401', failed(401), { status: 401 }, 1],
  ['400', failed(400), { status: 400 }, 1],
  ['403', failed(403), { status: 403 }, 1],
  ['a certificate that cannot be trusted', broken('CERT_HAS_EXPIRED'), { name: 'APIConnectionError' }, 1],
  ['the fourth page of another server', html(200), { status: 200 }, 4],
])('%s ends a wait', async (_, step, failure, count) => {
  const { client, polls } = world({ duration: 10_000, instead: () => step });
  await expect(inVirtualTime(() => client.lipsync.run(body))).rejects.toMatchObject(failure);
  expect(polls).toHaveLength(count);
});

test('waiting for a job that does not exist fails at once', async () => {
  const { client, polls } = world({ duration: 10_000, instead: () => failed(404) });
  await expect(inVirtualTime(() => client.lipsync.requests.waitFor('none'))).rejects.toThrow(NotFoundError);
  expect(polls).toHaveLength(1);
});

test.each(['abort', '401'])('however the wait of a run ends (%s), its job can be found', async (how) => {
  const { client } = world({ duration: 85_000, instead: () => (how === '401' ? failed(401) : undefined) });
  const controller = new AbortController();
  const seen: string[] = [];
  const failure = await inVirtualTime(() => {
    setTimeout(() => controller.abort(), 10_000);
    return client.lipsync.run(body, { signal: controller.signal, onStatus: ({ id }) => seen.push(id) });
  }).catch((error) => error);
  expect(failure).toBeInstanceOf(Chamelaion.APIError);
  expect(failure.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(seen[0]).toBe(failure.id);
});

const refused: Step = async (url, init) => {
  await pause(100);
  return failed(429, { 'retry-after': '1' })(url, init);
};

test('polls that are refused while they are under way together slow the waits down once', async () => {
  const instead = (poll: number) => (poll <= 7 ? refused : undefined);
  const { polls, took } = await finish({ duration: 12_000, instead }, 7);
  expect(took).toBeLessThan(16_000);
  expect(polls.slice(0, 7)).toEqual(Array(7).fill(3_000));
  // They come back apart.
  expect(Math.max(...polls.slice(7, 14)) - Math.min(...polls.slice(7, 14))).toBeGreaterThan(100);
});

test('the pace recovers from a rate limit', async () => {
  const { client, polls } = world({ duration: 85_000, instead: (poll) => (poll === 1 ? refused : undefined) });
  await inVirtualTime(async () => {
    await client.lipsync.run(body);
    const before = polls.length;
    await client.lipsync.run(body);
    expect(polls.length - before).toBeGreaterThan(30);
  });
});

test('pages of another server end a wait only if they come in a row', async () => {
  const instead = (poll: number) => (poll % 4 === 0 ? undefined : html(200));
  expect((await finish({ duration: 20_000, instead }, 1)).requests[0]?.status).toBe('completed');
});

test.each<[string, Step, number]>([
  ['that stalls is given up after the timeout of a call, not of the wait', stalled, 75_000],
  ['that meets an absurd Retry-After stops no waits for good', failed(429, { 'retry-after': '86400' }), 70_000],
])('a poll %s', async (_, step, latest) => {
  const instead = (poll: number) => (poll === 1 ? step : undefined);
  expect((await finish({ duration: 10_000, instead }, 1)).took).toBeLessThanOrEqual(latest);
});
