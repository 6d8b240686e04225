import { createProxyHandler, memoryReferences, type ReferenceStore } from '@chamelaion/proxy';
import initSqlJs, { type BindParams } from 'sql.js';
import { expect, test, vi } from 'vitest';
import { schema, sqlReferences } from '../examples/sql-references.ts';
import { pass, stopTime } from './clock.ts';
import { badGateway, internalError, job, json, proxyTo, read } from './fake-api.ts';
import { watchLog } from './log.ts';
import { ask, inputs, mediaForm, post, postForm, submissions } from './requests.ts';
import { startMock } from './servers.ts';
import { prefixOf, settings } from './settings.ts';

/** A store that gives this page. */
const storeOf = (page: unknown): ReferenceStore => ({ record: async () => {}, page: async () => page as never });

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
  const page = (references: string[], limit: number, offset: number, total = 8) => {
    const data = references.map((reference_id) => expect.objectContaining({ reference_id }));
    return [200, { data, pagination: { limit, offset, total } }];
  };
  expect(await list('?limit=3')).toEqual(page(['upload', 'job-6', 'job-5'], 3, 0));
  expect(await list('?limit=3&offset=6')).toEqual(page(['job-1', 'job-0'], 3, 6));
  expect(await list('')).toEqual(page(['upload', ...[6, 5, 4, 3, 2, 1, 0].map((n) => `job-${n}`)], 20, 0));
  expect(await list('?offset=8')).toEqual(page([], 20, 8));
  expect(await list('', 'carl')).toEqual(page([], 20, 0, 0));
  expect(await list('?reference_id=upload')).toEqual(page(['upload'], 20, 0, 1));
  // Behind the last page the total is still that of the reference.
  expect(await list('?reference_id=upload&offset=50&limit=3')).toEqual(page([], 3, 50, 1));
});

test.each(submissions)('a job from %s is recorded before it can be made, and else not made', async (_, request) => {
  watchLog();
  const order: unknown[] = [];
  let isBroken = true;
  const references: ReferenceStore = {
    ...memoryReferences(),
    async record(...args) {
      await Promise.resolve();
      if (isBroken) throw new Error('the database is down');
      order.push(['recorded', ...args]);
    },
  };
  const made = () => {
    order.push('made');
    return Response.json({ status: 'success', request_id: crypto.randomUUID() });
  };
  const { call, sent } = proxyTo(made, { references });
  expect(await call(request('mine'))).toEqual(internalError);
  expect([order, sent]).toEqual([[], []]);
  isBroken = false;
  expect((await call(request('mine')))[0]).toBe(200);
  expect(order).toEqual([['recorded', 'ann', 'mine', 'lipsync'], 'made']);
});

test.each(submissions)('a job from %s is given up if its record hangs, and may be sent again', async (_, request) => {
  stopTime();
  watchLog();
  let release = () => {};
  const record = vi.fn(async () => {});
  record.mockImplementationOnce(() => new Promise((resolve) => (release = resolve)));
  const { call, sent } = proxyTo(undefined, { references: { ...memoryReferences(), record } });
  const first = call(request('mine'));
  await pass(30_000);
  expect(await first).toEqual(internalError);
  release();
  expect((await call(request('mine')))[0]).toBe(200);
  expect(sent).toHaveLength(1);
});

test('what a database says of others is checked again', async () => {
  const mock = await startMock();
  const references = storeOf({ references: ['bobs', 'anns', `${prefixOf('bob')}bobs`], total: 3 });
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, references });
  await handler(post({ inputs, reference_id: 'bobs' }, {}, 'bob'));
  await handler(post({ inputs, reference_id: 'anns' }));
  const [, page] = await read(handler(ask('/v1/lipsync/requests')));
  const data = [expect.objectContaining({ reference_id: 'anns' })];
  expect(page).toEqual({ data, pagination: { limit: 20, offset: 0, total: 3 } });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['rows', [{ reference: 'a' }]],
  ['numbers', { references: [1], total: 1 }],
  ['no total', { references: ['a'] }],
  ['an empty reference', { references: [''], total: 1 }],
  ['more than it was asked for', { references: Array.from({ length: 21 }, (_, n) => `job-${n}`), total: 21 }],
])('%s from a database is an error of this side, and costs nothing at the API', async (what, page) => {
  const log = watchLog();
  const { call, sent } = proxyTo(undefined, { references: storeOf(page) });
  expect(await call('/v1/lipsync/requests')).toEqual(internalError);
  expect(sent).toEqual([]);
  if (what.startsWith('more'))
    expect(String(log.mock.lastCall)).toContain('more than 20 references, which is its limit');
});

test('a page is looked up five at a time, and a refusal ends it', async () => {
  let open = 0;
  let most = 0;
  const answers = [json({ data: [], pagination: { limit: 20, offset: 0, total: 0 } })];
  const references = storeOf({ references: Array.from({ length: 50 }, (_, n) => `job-${n}`), total: 50 });
  const { call, sent } = proxyTo(
    async (seen) => {
      open++;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open--;
      return (answers[0] as (typeof answers)[0])(seen);
    },
    { references },
  );
  expect((await call('/v1/lipsync/requests?limit=50'))[0]).toBe(200);
  expect([most, sent.length]).toEqual([5, 50]);
  answers.unshift(json({ error: 'rate limit exceeded' }, 429));
  expect(await call('/v1/lipsync/requests?limit=50')).toEqual([429, { error: 'rate limit exceeded' }]);
  await expect.poll(() => open).toBe(0);
  expect(sent.length).toBeLessThan(65);
});

test('everyone’s jobs are not recorded, and all are listed', async () => {
  const mock = await startMock();
  const references = { record: vi.fn(async () => {}), page: async () => ({ references: [], total: 0 }) };
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, references });
  await handler(post({ inputs }, {}, 'everyone'));
  const [, page] = await read(handler(ask('/v1/lipsync/requests', {}, 'everyone')));
  expect(page).toMatchObject({ pagination: { total: 1 } });
  expect(references.record).not.toHaveBeenCalled();
});

test.each(['&offset=999999', '&limit=1', ''])('an API that does not filter tells no total: %s', async (query) => {
  const log = watchLog();
  // The newest job is ann's own.
  const account = [job, ...Array.from({ length: 41 }, () => ({ ...job, reference_id: 'theirs' }))];
  const { call } = proxyTo(({ path }) => {
    const params = new URLSearchParams(path.split('?')[1]);
    const [limit, offset] = [Number(params.get('limit')), Number(params.get('offset') ?? 0)];
    return Response.json({ data: account.slice(offset, offset + limit), pagination: { limit, offset, total: 42 } });
  });
  expect(await call(`/v1/lipsync/requests?reference_id=mine${query}`)).toEqual(badGateway);
  expect(log).toHaveBeenCalledOnce();
});

test('a total that does not fit what is shown is not told', async () => {
  watchLog();
  const { call } = proxyTo(json({ data: [job], pagination: { limit: 20, offset: 0, total: 42 } }));
  expect(await call('/v1/lipsync/requests?reference_id=mine')).toEqual(badGateway);
});

test('maxPageSize caps what one list costs', async () => {
  const page = vi.fn<ReferenceStore['page']>(async () => ({ references: [], total: 0 }));
  const { call } = proxyTo(undefined, { references: { record: async () => {}, page }, maxPageSize: 10 });
  for (const limit of [3, 10, 11, 100_000]) await call(`/v1/lipsync/requests?limit=${limit}`);
  expect(page.mock.calls.map(([, { limit }]) => limit)).toEqual([3, 10, 10, 10]);
});

test('the documented table pages through an owner’s references, each of them once', async () => {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(schema);
  const references = sqlReferences({
    async query(text, values = []) {
      const params = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value])) as BindParams;
      const statement = database.prepare(text, params);
      const rows: Record<string, unknown>[] = [];
      while (statement.step()) rows.push(statement.getAsObject());
      statement.free();
      return { rows };
    },
  });
  const hostile = "x'; drop table chamelaion_references; --";
  for (const reference of ['a', 'b', 'b', 'c']) await references.record('ann', reference, 'lipsync');
  await references.record('ann', 'a', 'videoTranslate');
  await references.record('bob', hostile, 'lipsync');
  const page = (owner: string, limit: number, offset = 0, kind: 'lipsync' | 'videoTranslate' = 'lipsync') =>
    references.page(owner, { limit, offset, kind });
  expect(await page('ann', 2)).toMatchObject({ total: 3, references: { length: 2 } });
  expect((await page('ann', 5, 1)).references).toHaveLength(2);
  expect(await page('bob', 9)).toEqual({ references: [hostile], total: 1 });
  expect((await page('ann', 9, 0, 'videoTranslate')).references).toEqual(['a']);
  expect(await page('carl', 9)).toEqual({ references: [], total: 0 });
});
