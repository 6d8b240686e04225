import type { Attempt } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { html } from './job-steps.ts';
import { finish, pause, runAll, seedEachTest } from './many.ts';
import { broken, clientOf, epoch, failed, json, type Step } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';
import { output_url, world } from './world.ts';

seedEachTest();

const stalled: Step = () => new Promise(() => {});
const page = (data: unknown, pagination: unknown = { limit: 100, offset: 0, total: 30 }) => json({ data, pagination });
const job = { status: 'completed', output_url, created_at: new Date(epoch).toISOString() };

test.each<[string, Step]>([
  ['500', failed(500)],
  ["401 in the API's words", failed(401)],
  ['HTML', html(200)],
  ['an object without data', json({})],
  ['data that is no list', page({})],
  ['a reset', broken('ECONNRESET')],
  ['no job', page([])],
  ['no job, nor a total', page([], null)],
  ['no job, and an absurd total', page([], { limit: 20, offset: 0, total: 1e9 })],
  ['no job, and an absurd limit', page([], { limit: 'x', offset: 0, total: 1e9 })],
  ['items that are no jobs', page([null, 1, 'x', [], {}, { id: null }, job, { ...job, id: 7 }, { ...job, id: '' }])],
  ['the same strangers on each page', page([{ ...job, id: 'a' }], { limit: 1, offset: 0, total: 1e9 })],
])('lists that answer %s all the time end no wait, and cost little', async (_, step) => {
  const how = { duration: 40_000, insteadOfPage: () => step };
  const { requests, took, polls, lists } = await finish(how, 16);
  for (const request of requests) expect(request.output_url).toBe(output_url);
  expect(took).toBeLessThan(45_000);
  expect(polls.length).toBeLessThan(16 * 36);
  expect(lists.length).toBeGreaterThan(0);
  expect(lists.length).toBeLessThan(polls.length / 8);
});

test('lists that hang hold up each look by ten seconds at most, and seldom', async () => {
  const { took, timers, lists } = await finish({ duration: 85_000, insteadOfPage: () => stalled }, 30);
  expect(took).toBeLessThan(105_000);
  expect(timers).toBe(0);
  expect(lists.length).toBeLessThan(8);
});

test('what comes beside malformed items is seen', async () => {
  const strangers = [null, 1, 'x', {}, { id: null, status: 'failed' }];
  const how = { duration: 20_000, listed: (jobs: object[]) => [...strangers, ...jobs, { id: {} }] };
  expect((await finish(how, 10)).polls).toHaveLength(0);
});

test.each([
  ['without', ({ status: _, ...rest }: { status?: string }) => rest],
  ['with a malformed', (seen: object) => ({ ...seen, status: 5 })],
])('a job that a list shows %s status is polled', async (_, change) => {
  const { polls } = await finish({ duration: 20_000, listed: (jobs) => jobs.map(change as never) }, 10);
  expect(polls.length).toBeGreaterThan(10 * 15);
});

test('after a failure lists are soon tried again', async () => {
  const insteadOfPage = (list: number) => (list <= 2 ? failed(503) : undefined);
  const { polls } = await finish({ duration: 85_000, insteadOfPage }, 60);
  expect(polls.length).toBeLessThan(60 * 6);
});

test('many waits under a read limit of 60 a minute', async () => {
  const { took, polls, lists, refused } = await finish({ duration: 85_000, perMinute: 60 }, 300);
  process.stdout.write(`300 waits, 60 reads a minute: ${lists.length} lists, ${refused()} refused\n`);
  expect(took).toBeLessThan(130_000);
  expect(polls).toHaveLength(0);
  expect(refused()).toBeLessThanOrEqual(3);
});

test('a limit that a list meets holds back all reads, and no wait polls meanwhile', async () => {
  const insteadOfPage = (list: number) => (list === 3 ? failed(429, { 'retry-after': '20' }) : undefined);
  const { polls, lists } = await finish({ duration: 60_000, insteadOfPage }, 50);
  const [limited, next] = lists.slice(2).map(({ at }) => at) as [number, number];
  expect(next - limited).toBeGreaterThanOrEqual(20_000);
  expect(polls).toHaveLength(0);
});

test.each([undefined, '0', '5'])('a limit of lists alone leaves polls, Retry-After %s', async (after) => {
  const limited = failed(429, after === undefined ? {} : { 'retry-after': after });
  const { took, lists } = await finish({ duration: 85_000, insteadOfPage: () => limited }, 20);
  expect(took).toBeLessThan(130_000);
  expect(lists.length).toBeLessThan(40);
});

test("the API's own word on a job's own poll ends that wait, and no other", async () => {
  let hidden = '';
  const { client } = world({
    duration: 20_000,
    listed: (jobs) => jobs.filter((seen) => (seen as { id: string }).id !== hidden),
    instead: () => failed(401),
  });
  await inVirtualTime(async () => {
    const others = runAll(client, 10);
    const run = client.lipsync.run(body, {
      onStatus({ id, phase }) {
        if (phase === 'submitted') hidden = id;
      },
    });
    await expect(run).rejects.toMatchObject({ status: 401, id: expect.any(String) });
    expect((await others).every(({ status }) => status === 'completed')).toBe(true);
  });
});

test('after a list has shown a job, earlier failures do not count', async () => {
  let broken = false;
  const insteadOfPage = () => {
    const breaks = !broken && Date.now() - epoch > 45_000;
    broken ||= breaks;
    return breaks ? failed(500) : undefined;
  };
  const { polls } = await finish({ duration: 85_000, listLag: 20_000, insteadOfPage }, 30);
  expect(broken).toBe(true);
  expect(polls.filter((at) => at > 30_000 && at < 45_000)).toHaveLength(0);
  // One poll each, and then a list again.
  expect(polls.filter((at) => at > 45_000).length).toBeLessThanOrEqual(30);
});

test('a list is used also while polls are held back', async () => {
  const { client } = world({
    duration: 2_000,
    latency: 400,
    instead: () => failed(429, { 'retry-after': '30' }),
  });
  await inVirtualTime(async () => {
    const limited = client.lipsync.run(body, { headers: {}, timeout: 10_000 }).catch(() => {});
    const others = runAll(client, 8);
    await pause(1_000);
    // Its first poll would come at 4.4 s; the list of the others is back at 3.8 s, when the limit has begun.
    await client.lipsync.run(body);
    expect(Date.now() - epoch).toBeLessThan(4_000);
    await Promise.all([limited, others]);
  });
});

test('an error in one onStatus ends that wait alone', async () => {
  const { client } = world({ duration: 10_000 });
  await inVirtualTime(async () => {
    const onStatus = ({ phase }: { phase: string }) => {
      if (phase === 'processing') throw new RangeError('mine');
    };
    const bad = client.lipsync.run(body, { onStatus });
    const others = runAll(client, 9);
    await expect(bad).rejects.toThrow('mine');
    expect(await others).toHaveLength(9);
  });
});

test("the client's own onAttempt is told of lists", async () => {
  const { fetch, lists } = world({ duration: 10_000 });
  const told: string[] = [];
  const client = clientOf(fetch, { onAttempt: ({ operation }: Attempt) => told.push(operation) });
  await inVirtualTime(() => runAll(client, 9));
  expect(told.filter((operation) => operation === 'lipsync.requests.list')).toHaveLength(lists.length);
});
