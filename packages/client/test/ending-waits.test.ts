import { getEventListeners } from 'node:events';
import Chamelaion, { APIUserAbortError, WaitTimeoutError } from '@chamelaion/client';
import { afterEach, expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { epoch, failed, type Step } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';
import { world } from './world.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

// The figures of the README.

test.each([0, 20_000])('a timeout of %i ms ends the wait at that moment, and the job goes on', async (timeout) => {
  const { client } = world({ duration: 3_600_000 });
  const failure = await inVirtualTime(async () => {
    const error = await client.lipsync.requests.waitFor('slow', { timeout }).catch((reason) => reason);
    expect(Date.now() - epoch).toBe(timeout);
    return error;
  });
  expect(failure).toBeInstanceOf(WaitTimeoutError);
  expect(failure.id).toBe('slow');
  expect(failure.message).toContain('wait for it again by its id');
});

test('without a timeout a wait ends after an hour', async () => {
  const { client } = world({ duration: 36_000_000 });
  await inVirtualTime(async () => {
    await expect(client.lipsync.requests.waitFor('slow')).rejects.toThrow(WaitTimeoutError);
    expect(Date.now() - epoch).toBe(3_600_000);
  });
});

test('a closed gate does not outlast the timeout', async () => {
  const limited = failed(429, { 'retry-after': '600' });
  const { client } = world({ duration: 3_600_000, instead: () => limited });
  await inVirtualTime(async () => {
    await expect(client.lipsync.requests.waitFor('slow', { timeout: 30_000 })).rejects.toThrow(WaitTimeoutError);
    expect(Date.now() - epoch).toBe(30_000);
  });
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

test('a poll that stalls does not outlast the timeout of the wait', async () => {
  const { client } = world({ duration: 85_000, instead: () => () => new Promise(() => {}) });
  await inVirtualTime(async () => {
    await expect(client.lipsync.requests.waitFor('slow', { timeout: 10_000 })).rejects.toThrow(WaitTimeoutError);
    expect(Date.now() - epoch).toBeLessThanOrEqual(11_000);
  });
});

test('one absurd Retry-After does not stop the waits of a client for good', async () => {
  const { client } = world({
    duration: 10_000,
    instead: (poll) => (poll === 1 ? failed(429, { 'retry-after': '86400' }) : undefined),
  });
  await inVirtualTime(async () => {
    await client.lipsync.run(body);
    expect(Date.now() - epoch).toBeLessThanOrEqual(70_000);
  });
});

test('pages of another server end a wait', async () => {
  const { client, polls } = world({ duration: 10_000, instead: () => () => new Response('<html></html>') });
  await expect(inVirtualTime(() => client.lipsync.run(body))).rejects.toMatchObject({ status: 200 });
  expect(polls).toHaveLength(4);
});

test('a certificate that cannot be trusted ends a wait', async () => {
  const untrusted: Step = () => Promise.reject(Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }));
  const { client, polls } = world({ duration: 10_000, instead: () => untrusted });
  await expect(inVirtualTime(() => client.lipsync.run(body))).rejects.toThrow(Chamelaion.APIConnectionError);
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
  expect(failure.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(seen[0]).toBe(failure.id);
});
