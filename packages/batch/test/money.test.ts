import { EventEmitter, once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PgBoss } from 'pg-boss';
import { expect, test, vi } from 'vitest';
import { all, createWorld, episode, jobsOf, play } from './fixtures.ts';

// They wait for a minute in all.
const thorough = test.runIf(process.env['THOROUGH']);

/** Does something before each statement that contains `part`, until it is restored. */
function before(part: string, act: () => unknown) {
  const { getDb } = PgBoss.prototype;
  return vi.spyOn(PgBoss.prototype, 'getDb').mockImplementation(function (this: PgBoss) {
    const db = getDb.call(this);
    const executeSql = async (text: string, values?: unknown[]) => {
      if (text.includes(part)) await act();
      return db.executeSql(text, values);
    };
    return { ...db, executeSql };
  });
}

thorough(
  'a job that shows late, one that the API denies, a mixed-up answer and two retries at once are paid once',
  async (context) => {
    const { mock, client, open } = await createWorld(context);
    const submitted: Promise<string>[] = [];
    let isDenied = true;
    const lying = client.withOptions({
      fetch: async (url, init) => {
        const isPost = init?.method === 'POST';
        const given = String(url);
        if (!isPost && isDenied && given.endsWith(`requests/${await submitted[1]}`)) {
          return fetch(given.replace(/requests\/.*/, 'requests/none'), init);
        }
        const answer = fetch(url, init);
        if (!isPost) return answer;
        const count = submitted.push(
          answer.then(async (response) =>
            String(((await response.clone().json()) as { request_id: string }).request_id),
          ),
        );
        if (count !== 4) return answer;
        await answer;
        return Response.json({ status: 'success', request_id: await submitted[2] });
      },
    });
    const batch = await open({ client: lying, settleTimeout: 6_000 });
    mock.failNext('late', { on: 'lipsync.generate', lateMs: 4_500 });
    await batch.add([
      ...['late', 'denied', 'one', 'two'].map((key) => episode(key)),
      episode('bad', { video: 'https://cdn.example.com/not-accessible.mp4' }),
    ]);
    await play(batch);
    expect((await batch.status()).states).toEqual({ downloaded: 3, failed: 2 });
    expect(await jobsOf(client)).toBe(5);
    isDenied = false;
    expect(await batch.retry(['denied'])).toEqual(['denied']);
    await play(batch);
    expect((await batch.status()).states).toEqual({ downloaded: 4, failed: 1 });
    const jobs = await all(batch.items());
    expect(new Set(jobs.map(({ request_id }) => request_id)).size).toBe(5);
    expect(await jobsOf(client)).toBe(5);

    // One of two persons is slow: what both retry has ended once more meanwhile.
    const [held, reached] = [new EventEmitter(), new EventEmitter()];
    const slow = before('update chamelaion.item set state', () => {
      slow.mockRestore();
      reached.emit('now');
      return once(held, 'end');
    });
    const isHeld = once(reached, 'now');
    const second = batch.retry(['bad']);
    await isHeld;
    expect(await batch.retry(['bad'])).toEqual(['bad']);
    await play(batch);
    held.emit('end');
    expect(await second).toEqual([]);
    await play(batch);
    expect(await jobsOf(client)).toBe(6);
  },
);

thorough(
  'a lost store is recovered by its id; a list that hides jobs, and a death before found jobs are given out, pay nothing twice',
  async (context) => {
    const { client, folder, open } = await createWorld(context);
    const items = Array.from({ length: 6 }, (_, index) => episode(`item-${index}`));
    const batch = await open();
    await batch.add(items.slice(0, 4));
    await play(batch);
    await batch.close();
    await rm(join(folder, 'store', 'data'), { recursive: true });
    await expect(open()).rejects.toThrow('Open it with recover: true and add the same catalogue');
    await rm(join(folder, 'store'), { recursive: true });
    let isHiding = true;
    const lying = client.withOptions({
      fetch: async (url, init) => {
        const answer = await fetch(url, init);
        if (!String(url).includes('requests?limit=100')) return answer;
        const { data, ...page } = (await answer.json()) as { data: object[] };
        const odd = [null, ...data.map((job) => ({ ...job, created_at: 'never' }))];
        return Response.json({ ...page, data: isHiding ? [] : odd });
      },
    });
    const again = await open({ client: lying, recover: batch.id });
    await again.add([...items.slice(1, 4), ...items.slice(5)]);
    const events = await play(again, {}, async ({ type }) => {
      if (type !== 'paused') return;
      isHiding = false;
      await again.resume();
    });
    expect(events.find(({ type }) => type === 'paused')).toMatchObject({
      reason: expect.stringMatching(/lists 0 of 4 .*resume/),
    });
    expect(await jobsOf(client)).toBe(5);
    const dying = before('from chamelaion.found', () => {
      throw new Error('killed');
    });
    await expect(again.add(items)).rejects.toThrow('killed');
    dying.mockRestore();
    await play(again);
    expect((await again.status()).states).toEqual({ downloaded: 6 });
    expect(await jobsOf(client)).toBe(6);
  },
);

thorough(
  'a submission is cut off before another worker may send it, if the database cannot be reached',
  async (context) => {
    const { mock, client, open } = await createWorld(context);
    let sending: AbortSignal | null | undefined;
    const spied = client.withOptions({
      timeout: 100_000,
      fetch: (url, init) => {
        if (init?.method === 'POST') sending = init.signal;
        return fetch(url, init);
      },
    });
    const batch = await open({ client: spied });
    await batch.add([episode('cut')]);
    mock.failNext('stall', { on: 'lipsync.generate' });
    const later = setTimeout;
    const clock = vi.spyOn(globalThis, 'setTimeout');
    clock.mockImplementation(((act: () => void, time: number, ...given: []) =>
      later(act, time === 30_000 ? 100 : time, ...given)) as never);
    let outages = 0;
    const absent = before('group by state', async () => {
      if (!sending || outages > 0) return;
      outages++;
      await once(sending, 'abort');
    });
    await play(batch);
    absent.mockRestore();
    clock.mockRestore();
    expect(outages).toBe(1);
    expect((await batch.status()).states).toEqual({ downloaded: 1 });
    expect(await jobsOf(client)).toBe(1);
  },
);
