import { createProxyHandler, memoryReferences, type ReferenceStore } from '@chamelaion/proxy';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ask, inputs, job, json, mediaForm, post, postForm, proxyTo, read } from './fake-api.ts';
import { watchLog } from './log.ts';
import { startMock } from './mock.ts';
import { prefixOf } from './prefix.ts';
import { ownerSecret, settings } from './settings.ts';

test('an owner lists their own jobs, newest first, page by page', async () => {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, references: memoryReferences() });
  const list = (query: string, user?: string) => read(handler(ask(`/v1/lipsync/requests${query}`, {}, user)));
  for (let count = 0; count < 7; count++) {
    await handler(post({ inputs, reference_id: `job-${count}` }));
    await handler(post({ inputs, reference_id: `job-${count}` }, {}, 'bob'));
    mock.clock.advance(1_000);
  }
  await handler(postForm(mediaForm({ reference_id: 'upload' })));
  const page = (references: string[], limit: number, offset: number) => [
    200,
    {
      data: references.map((reference_id) => expect.objectContaining({ reference_id })),
      pagination: { limit, offset, total: 8 },
    },
  ];
  expect(await list('?limit=3')).toEqual(page(['upload', 'job-6', 'job-5'], 3, 0));
  expect(await list('?limit=3&offset=6')).toEqual(page(['job-1', 'job-0'], 3, 6));
  expect(await list('')).toEqual(page(['upload', ...[6, 5, 4, 3, 2, 1, 0].map((n) => `job-${n}`)], 20, 0));
  expect(await list('?offset=8')).toEqual(page([], 20, 8));
  expect(await list('', 'carl')).toEqual([200, { data: [], pagination: { limit: 20, offset: 0, total: 0 } }]);
  expect(await list('?reference_id=upload')).toMatchObject([200, { pagination: { total: 1 } }]);
});

test.each<[string, () => Request]>([
  ['URLs', () => post({ inputs, reference_id: 'mine' })],
  ['files', () => postForm(mediaForm({ reference_id: 'mine' }))],
])('a job from %s is recorded before it can be made', async (_, request) => {
  const order: unknown[] = [];
  const references: ReferenceStore = {
    ...memoryReferences(),
    async record(...args) {
      await Promise.resolve();
      order.push(['recorded', ...args]);
    },
  };
  const { handler } = proxyTo(
    () => {
      order.push('made');
      return Response.json({ status: 'success', request_id: crypto.randomUUID() });
    },
    { references },
  );
  expect((await read(handler(request())))[0]).toBe(200);
  expect(order).toEqual([['recorded', 'ann', 'mine', 'lipsync'], 'made']);
});

test.each<[string, () => Request]>([
  ['URLs', () => post({ inputs, reference_id: 'mine' })],
  ['files', () => postForm(mediaForm({ reference_id: 'mine' }))],
])('a job from %s that cannot be recorded is not made', async (_, request) => {
  watchLog();
  let broken = true;
  const references: ReferenceStore = {
    ...memoryReferences(),
    async record() {
      if (broken) throw new Error('the database is down');
    },
  };
  const { handler, sent } = proxyTo(undefined, { references });
  expect(await read(handler(request()))).toEqual([500, { error: 'internal error' }]);
  expect(sent).toEqual([]);
  broken = false;
  expect((await read(handler(request())))[0]).toBe(200);
});

test.each<[string, () => Request]>([
  ['URLs', () => post({ inputs, reference_id: 'mine' })],
  ['files', () => postForm(mediaForm({ reference_id: 'mine' }))],
])('a job from %s is given up if its record hangs, and may be sent again', async (_, request) => {
  watchLog();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let release = () => {};
  const record = vi.fn(async () => {});
  record.mockImplementationOnce(() => new Promise((resolve) => (release = resolve)));
  const { handler, sent } = proxyTo(undefined, { references: { ...memoryReferences(), record } });
  const first = read(handler(request()));
  while (record.mock.calls.length === 0) await new Promise(setImmediate);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await first).toEqual([500, { error: 'internal error' }]);
  release();
  expect((await read(handler(request())))[0]).toBe(200);
  expect(sent).toHaveLength(1);
});

test('what a database says of others is checked again', async () => {
  const mock = await startMock();
  const references: ReferenceStore = {
    async record() {},
    page: async () => ({ references: ['bobs', 'anns', `${prefixOf('bob', ownerSecret)}bobs`], total: 3 }),
  };
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, references });
  await handler(post({ inputs, reference_id: 'bobs' }, {}, 'bob'));
  await handler(post({ inputs, reference_id: 'anns' }));
  const [, page] = await read(handler(ask('/v1/lipsync/requests')));
  expect(page).toEqual({
    data: [expect.objectContaining({ reference_id: 'anns' })],
    pagination: { limit: 20, offset: 0, total: 3 },
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['rows', [{ reference: 'a' }]],
  ['numbers', { references: [1], total: 1 }],
  ['no total', { references: ['a'] }],
  ['an empty reference', { references: [''], total: 1 }],
])('%s from a database is an error of this side', async (_, page) => {
  watchLog();
  const references = { record: async () => {}, page: async () => page } as unknown as ReferenceStore;
  const { handler, sent } = proxyTo(undefined, { references });
  expect(await read(handler(ask('/v1/lipsync/requests')))).toEqual([500, { error: 'internal error' }]);
  expect(sent).toEqual([]);
});

test('a page is looked up five at a time, and a refusal ends it', async () => {
  let open = 0;
  let most = 0;
  let limited = false;
  const recorded = Array.from({ length: 50 }, (_, index) => `job-${index}`);
  const references: ReferenceStore = {
    async record() {},
    page: async (_, { limit }) => ({ references: recorded.slice(0, limit), total: 50 }),
  };
  const { handler, sent } = proxyTo(
    async () => {
      open++;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open--;
      if (limited) return Response.json({ error: 'rate limit exceeded' }, { status: 429 });
      return Response.json({ data: [], pagination: { limit: 20, offset: 0, total: 0 } });
    },
    { references },
  );
  expect((await read(handler(ask('/v1/lipsync/requests?limit=50'))))[0]).toBe(200);
  expect([most, sent.length]).toEqual([5, 50]);
  limited = true;
  expect(await read(handler(ask('/v1/lipsync/requests?limit=50')))).toEqual([429, { error: 'rate limit exceeded' }]);
  await expect.poll(() => open).toBe(0);
  expect(sent.length).toBeLessThan(65);
});

test('everyone’s jobs are not recorded, and all are listed', async () => {
  const mock = await startMock();
  const recorded: string[] = [];
  const references: ReferenceStore = {
    async record(owner) {
      recorded.push(owner);
    },
    page: async () => ({ references: [], total: 0 }),
  };
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, references });
  await handler(post({ inputs }, {}, 'everyone'));
  expect(await read(handler(ask('/v1/lipsync/requests', {}, 'everyone')))).toMatchObject([
    200,
    { pagination: { total: 1 } },
  ]);
  expect(recorded).toEqual([]);
});

test.each(['?reference_id=mine&offset=999999', '?reference_id=mine&limit=1', '?reference_id=mine'])(
  'an API that does not filter tells no total of the account: %s',
  async (query) => {
    const log = watchLog();
    // The newest job is ann's own.
    const account = Array.from({ length: 42 }, (_, index) => ({
      ...job,
      reference_id: index ? 'theirs' : job.reference_id,
    }));
    const { handler } = proxyTo(({ path }) => {
      const params = new URLSearchParams(path.split('?')[1]);
      const [limit, offset] = [Number(params.get('limit')), Number(params.get('offset') ?? 0)];
      const data = account.slice(offset, offset + limit);
      return Response.json({ data, pagination: { limit, offset, total: account.length } });
    });
    expect(await read(handler(ask(`/v1/lipsync/requests${query}`)))).toEqual([502, { error: 'bad gateway' }]);
    expect(log).toHaveBeenCalledOnce();
  },
);

test('a page behind the last has the total of the reference', async () => {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url });
  const pair = [inputs[0], inputs[1]];
  await handler(post({ inputs, reference_id: 'mine' }));
  await handler(post({ inputs: pair.reverse(), reference_id: 'mine' }));
  const answer = await read(handler(ask('/v1/lipsync/requests?reference_id=mine&offset=50&limit=3')));
  expect(answer).toEqual([200, { data: [], pagination: { limit: 3, offset: 50, total: 2 } }]);
});

test('a store that gives more than it was asked for costs nothing at the API', async () => {
  const log = watchLog();
  const references: ReferenceStore = {
    async record() {},
    page: async () => ({ references: Array.from({ length: 5_000 }, (_, index) => `job-${index}`), total: 5_000 }),
  };
  const { handler, sent } = proxyTo(undefined, { references });
  expect((await read(handler(ask('/v1/lipsync/requests?limit=1'))))[0]).toBe(500);
  expect(sent).toEqual([]);
  expect(String(log.mock.calls[0]?.[1])).toContain('more than 1 references, which is its limit');
});

test('maxPageSize caps what one list costs', async () => {
  const asked: number[] = [];
  const references: ReferenceStore = {
    async record() {},
    async page(_, { limit }) {
      asked.push(limit);
      return { references: [], total: 0 };
    },
  };
  const { handler } = proxyTo(undefined, { references, maxPageSize: 10 });
  for (const limit of [3, 10, 11, 100_000]) await handler(ask(`/v1/lipsync/requests?limit=${limit}`));
  expect(asked).toEqual([3, 10, 10, 10]);
});

test('a total that does not fit what is shown is not told', async () => {
  watchLog();
  const { handler } = proxyTo(json({ data: [job], pagination: { limit: 20, offset: 0, total: 42 } }));
  expect((await read(handler(ask('/v1/lipsync/requests?reference_id=mine'))))[0]).toBe(502);
});
