import { getEventListeners } from 'node:events';
import { APIUserAbortError, WaitTimeoutError } from '@chamelaion/client';
import { expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { many, pause, runAll, seedEachTest } from './many.ts';
import { epoch, failed, json, type Step } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';
import { world } from './world.ts';

seedEachTest();

const stalled: Step = () => new Promise(() => {});
const empty = json({ data: [], pagination: { limit: 100, offset: 0, total: 30 } });

test('a wait that is aborted ends at once, also while a list is under way, and the others go on', async () => {
  const { client, polls } = world({ duration: 30_000, latency: 400 });
  const controller = new AbortController();
  await inVirtualTime(async () => {
    const others = runAll(client, 10);
    const runs = many(5, () => client.lipsync.run(body, { signal: controller.signal }).catch((error) => error));
    // Submissions take 0.4 s, and the first list goes 3 s later.
    await pause(3_500);
    controller.abort(new Error('gone'));
    const failures = await runs;
    expect(Date.now() - epoch).toBe(3_500);
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(APIUserAbortError);
      expect(failure).toMatchObject({ id: expect.any(String), cause: { message: 'gone' } });
    }
    await others;
  });
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  expect(polls).toHaveLength(0);
});

test('when all have left, the list that is under way is given up, and nothing is left behind', async () => {
  let given: AbortSignal | null | undefined;
  const hang: Step = (_, { signal }) => {
    given = signal;
    return new Promise(() => {});
  };
  const { client, lists } = world({ duration: 30_000, insteadOfPage: () => hang });
  const controller = new AbortController();
  await inVirtualTime(async () => {
    const { signal } = controller;
    const runs = many(10, () => client.lipsync.run(body, { signal }).catch(() => {}));
    await pause(5_000);
    controller.abort();
    await runs;
    await pause(0);
    expect(vi.getTimerCount()).toBe(0);
  });
  expect(lists).toHaveLength(1);
  expect(given?.aborted).toBe(true);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});

test('waits that are over leave nothing behind', async () => {
  const { client } = world({ duration: 30_000, latency: 100, largestPage: 4 });
  const controller = new AbortController();
  await inVirtualTime(async () => {
    await many(20, () => client.lipsync.run(body, { signal: controller.signal }));
    expect(vi.getTimerCount()).toBe(0);
  });
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});

test.each<[string, Step | undefined, number, number, number]>([
  ['show the jobs', undefined, 20_000, 20_000, 50],
  ['fail', failed(500), 20_000, 20_000, 50],
  ['show nothing', empty, 20_000, 20_000, 50],
  ['hang', stalled, 20_000, 22_000, 50],
  // No longer than a poll.
  ['show nothing', empty, 5_000, 5_000, 10],
  ['hang', stalled, 5_000, 7_000, 10],
])('though lists %s, a timeout ends the waits at its moment: %#', async (_, step, timeout, latest, most) => {
  const { client, lists } = world({ duration: 3_600_000, insteadOfPage: () => step });
  await inVirtualTime(async () => {
    const ids = await many(10, async () => (await client.lipsync.generate(body)).request_id);
    const wait = (index: number) => client.lipsync.requests.waitFor(ids[index] as string, { timeout });
    for (const failure of await many(10, (index) => wait(index).catch((error) => error))) {
      expect(failure).toBeInstanceOf(WaitTimeoutError);
    }
    expect(Date.now() - epoch).toBeGreaterThanOrEqual(timeout);
    expect(Date.now() - epoch).toBeLessThanOrEqual(latest);
    expect(vi.getTimerCount()).toBe(0);
  });
  expect(lists.length).toBeLessThan(most);
});

test('a last look that comes early costs one list, although that does not show the job yet', async () => {
  const { client, lists } = world({ duration: 3_600_000, listLag: 10_000, latency: 50 });
  await inVirtualTime(async () => {
    await many(10, () =>
      client.lipsync.run(body, { timeout: 1_000 }).catch((error) => expect(error).toBeInstanceOf(WaitTimeoutError)),
    );
    expect(Date.now() - epoch).toBeLessThan(1_300);
  });
  expect(lists).toHaveLength(1);
});

test('the moment of the timeout is the last look, by one list for all', async () => {
  const { client, polls, lists } = world({ duration: 30_000 });
  const ends = await inVirtualTime(async () => {
    const ids = await many(30, async () => (await client.lipsync.generate(body)).request_id);
    return many(30, (index) => client.lipsync.requests.waitFor(ids[index] as string, { timeout: 30_000 }));
  });
  expect(ends.every(({ status }) => status === 'completed')).toBe(true);
  expect(polls).toHaveLength(0);
  expect(lists.at(-1)?.at).toBe(30_000);
});
