import { type Attempt, JobFailedError, type WaitStatus } from '@chamelaion/client';
import { expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { finish, many, pause, runAll, seedEachTest } from './many.ts';
import { clientOf, epoch } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';
import { output_url, world } from './world.ts';

seedEachTest();

test('from eight waits on lists answer all, waitFor and run alike, and one list is under way at a time', async () => {
  const { fetch, polls, lists } = world({ duration: 40_000, latency: 300, largestPage: 3 });
  let underWay = 0;
  let most = 0;
  const client = clientOf(async (url, init) => {
    if (!url.includes('/requests?')) return fetch(url, init);
    most = Math.max(most, ++underWay);
    const answer = await fetch(url, init);
    underWay--;
    return answer;
  });
  await inVirtualTime(async () => {
    const ids = await many(4, async () => (await client.lipsync.generate(body)).request_id);
    const started = runAll(client, 4);
    await pause(1_000);
    const requests = [await many(4, (index) => client.lipsync.requests.waitFor(ids[index] as string)), await started];
    for (const request of requests.flat()) expect(request.output_url).toBe(output_url);
  });
  expect(polls).toHaveLength(0);
  expect(new Set(lists.map(({ offset }) => offset))).toEqual(new Set([0, 3, 6]));
  expect(most).toBe(1);
});

test('each wait is told of each look, with the age by the clock of the server', async () => {
  const { client } = world({ duration: 60_000 });
  const seen: WaitStatus[][] = Array.from({ length: 10 }, () => []);
  await inVirtualTime(async () => {
    const ids = await many(10, async () => (await client.lipsync.generate(body)).request_id);
    await pause(30_000);
    await many(10, (index) =>
      client.lipsync.requests.waitFor(ids[index] as string, { onStatus: (status) => seen[index]?.push(status) }),
    );
  });
  for (const statuses of seen) {
    expect(statuses.length).toBeGreaterThan(5);
    expect(statuses[0]).toMatchObject({ phase: 'processing', request: { status: 'processing' } });
    expect(statuses[0]?.elapsed).toBeGreaterThanOrEqual(29_000);
    expect(statuses.at(-1)?.phase).toBe('completed');
  }
});

test('a job that a list shows as failed fails its wait', async () => {
  const end = { status: 'failed', error_message: 'video URL is not accessible' };
  const { client, polls } = world({ duration: 10_000, end });
  const failures = await inVirtualTime(() => many(9, () => client.lipsync.run(body).catch((error) => error)));
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(JobFailedError);
    expect(failure.request).toMatchObject(end);
  }
  expect(polls).toHaveLength(0);
});

test.each<[string, (job: { id: string; status: string }) => object]>([
  ['without', ({ id, status }) => ({ id, status })],
  ['with an empty', (job) => ({ ...job, output_url: null })],
])('a job that a list shows as completed %s result is polled for it', async (_, strip) => {
  const listed = (jobs: object[]) => jobs.map((job) => strip(job as { id: string; status: string }));
  const { requests, polls } = await finish({ duration: 20_000, listed }, 10);
  for (const request of requests) expect(request.output_url).toBe(output_url);
  expect(polls).toHaveLength(10);
});

test('waits with headers or fetchOptions poll, and their headers go into no list', async () => {
  const { fetch, polls } = world({ duration: 20_000 });
  const sent: string[] = [];
  const client = clientOf((url, init) => {
    const tenant = new Headers(init.headers).get('x-tenant') ?? 'none';
    if (init.method === 'GET') sent.push(`${url.includes('?') ? 'list' : 'poll'} ${tenant} ${init.keepalive}`);
    return fetch(url, init);
  });
  await inVirtualTime(() =>
    Promise.all([
      runAll(client, 8),
      many(8, () => client.lipsync.run(body, { headers: { 'x-tenant': 'a' } })),
      client.lipsync.run(body, { fetchOptions: { keepalive: true } }),
    ]),
  );
  expect([...new Set(sent)].sort()).toEqual(['list none undefined', 'poll a undefined', 'poll none true']);
  expect(polls.length).toBeGreaterThan(9 * 15);
});

test('each request is reported once, to the wait whose turn it was', async () => {
  const { client, polls, lists } = world({ duration: 20_000 });
  const attempts: Attempt[] = [];
  await inVirtualTime(() =>
    many(12, async () => {
      const { request_id } = await client.lipsync.generate(body);
      await client.lipsync.requests.waitFor(request_id, { onAttempt: (attempt) => attempts.push(attempt) });
    }),
  );
  expect(polls).toHaveLength(0);
  expect(attempts).toHaveLength(lists.length);
  expect(new Set(attempts.map(({ operation }) => operation))).toEqual(new Set(['lipsync.requests.list']));
});

test("a page's client, whose proxy may ask for each job of a list, polls", async () => {
  const { fetch, polls, lists } = world({ duration: 10_000 });
  vi.stubGlobal('window', globalThis).stubGlobal('document', {});
  const client = clientOf(fetch, { apiKey: null });
  await inVirtualTime(() => runAll(client, 10));
  expect(lists).toHaveLength(0);
  expect(polls.length).toBeGreaterThan(10 * 5);
});

test('jobs that are waited for by reference are polled once, then listed', async () => {
  const { client, polls, lists } = world({ duration: 85_000 });
  const requests = await inVirtualTime(async () => {
    await many(50, (index) => client.lipsync.generate({ ...body, reference_id: `episode-${index}` }));
    return many(50, (index) => client.lipsync.requests.waitFor(`episode-${index}`));
  });
  expect(requests.map(({ reference_id }) => reference_id)).toEqual(requests.map((_, index) => `episode-${index}`));
  expect(polls).toHaveLength(50);
  expect(lists.length).toBeLessThan(60);
});

test('only polls say which of two jobs a reference means, whatever the order of a list', async () => {
  for (const order of [(jobs: object[]) => jobs, (jobs: object[]) => jobs.toReversed()]) {
    const { client, polls } = world({ duration: 30_000, listed: order });
    await inVirtualTime(async () => {
      const old = await client.lipsync.generate({ ...body, reference_id: 'shared' });
      await pause(20_000);
      const { request_id } = await client.lipsync.generate({ ...body, reference_id: 'shared' });
      const others = runAll(client, 8);
      const request = await client.lipsync.requests.waitFor('shared');
      expect(request.id).toBe(request_id);
      expect(request.id).not.toBe(old.request_id);
      // The older job was done 20 s before.
      expect(Date.now() - epoch).toBeGreaterThanOrEqual(50_000);
      await others;
    });
    expect(polls.length).toBeGreaterThan(20);
  }
});
