import type { MockServer } from '@chamelaion/mock-server';
import { createProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { alone, badGateway, job, json, notFound, prefix, proxyTo, read, readAll, retrieve } from './fake-api.ts';
import { watchLog } from './log.ts';
import { ask, inputs, post, submissions } from './requests.ts';
import { startMock } from './servers.ts';
import { ownerSecret, prefixOf, settings } from './settings.ts';

/** A proxy before a mock of the API, and what its users see. */
async function product(options: Partial<ProxyOptions> = {}) {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, ...options });
  const get = (path: string, user?: string) => read(handler(ask(path, {}, user)));
  return {
    mock,
    handler,
    get,
    submit: async (body: object, user?: string) => idOf(await read(handler(post({ inputs, ...body }, {}, user)))),
    retrieve: (id: string, user?: string) => get(`/v1/lipsync/requests/${encodeURIComponent(id)}`, user),
  };
}

const idOf = ([, body]: [number, unknown]) => (body as { request_id: string }).request_id;
const shown = (fields: object) => [200, expect.objectContaining(fields)];

/** A job of the account that no proxy made. */
async function makeDirectly(mock: MockServer, reference_id?: string): Promise<string> {
  const headers = { 'x-api-key': 'any', 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ inputs, reference_id }) };
  return idOf(await read(fetch(`${mock.url}/v1/lipsync/generate`, init)));
}

test('the tag is the documented one, whichever way a job is sent', async () => {
  const { call, sent } = proxyTo();
  for (const [, request] of submissions) await call(request('dub'));
  expect(prefix).toMatch(/^c1_[\w-]{22}_$/);
  expect(JSON.parse(sent[0]?.body ?? '').reference_id).toBe(`${prefix}dub`);
  expect(sent[1]?.body).toContain(`\r\n\r\n${prefix}dub\r\n`);
});

test('an owner sees a job by id and by reference, without the tag', async () => {
  const { submit, retrieve, get } = await product();
  const reference_id = 'dub/1 ü?&=#%2f';
  const id = await submit({ reference_id });
  const expected = shown({ id, status: 'queued', reference_id });
  expect(await retrieve(id)).toEqual(expected);
  expect(await retrieve(id.toUpperCase())).toEqual(expected);
  expect(await retrieve(reference_id)).toEqual(expected);
  const list = await get(`/v1/lipsync/requests?${new URLSearchParams({ reference_id })}`);
  expect(list).toEqual([200, { data: [expected[1]], pagination: { limit: 20, offset: 0, total: 1 } }]);
});

test('a reference that looks like a UUID is found, and hides no other job', async () => {
  const { submit, retrieve } = await product();
  const anns = await submit({ reference_id: 'x' });
  const bobs = await submit({ reference_id: anns }, 'bob');
  expect(await retrieve(anns, 'bob')).toEqual(shown({ id: bobs, reference_id: anns }));
  expect(await retrieve(anns, 'ann')).toEqual(shown({ id: anns }));
  const reference_id = crypto.randomUUID();
  const id = await submit({ reference_id }, 'everyone');
  expect(await retrieve(reference_id, 'everyone')).toEqual(shown({ id }));
});

test('if several jobs have one reference, the newest is found and all are listed', async () => {
  const { mock, retrieve, get, submit } = await product();
  const ids: string[] = [];
  for (const name of ['1', '2', '3']) {
    const own = [inputs[0], { type: 'audio', url: `https://cdn.example.com/${name}.wav` }];
    ids.push(await submit({ inputs: own, reference_id: 'batch' }));
    mock.clock.advance(1_000);
  }
  expect(new Set(ids).size).toBe(3);
  expect(await retrieve('batch')).toEqual(shown({ id: ids[2] }));
  const [, page] = await get('/v1/lipsync/requests?reference_id=batch&limit=2&offset=1');
  const data = [{ id: ids[1] }, { id: ids[0] }];
  expect(page).toMatchObject({ data, pagination: { limit: 2, offset: 1, total: 3 } });
});

test('the newest is found in whichever order the API lists them', async () => {
  const newest = { ...job, id: crypto.randomUUID(), created_at: '2026-04-07T11:00:00Z' };
  const data = [job, newest];
  for (const listed of [data, [...data].reverse()]) {
    const { call } = proxyTo(json({ data: listed, pagination: { limit: 20, offset: 0, total: 2 } }));
    expect(await call('/v1/lipsync/requests/mine')).toEqual(shown({ id: newest.id }));
  }
});

test('the job of another owner and a job that does not exist look the same, in every way', async () => {
  const { mock, submit, handler } = await product();
  const forged = `c1_${'A'.repeat(22)}_mine`;
  const bobs = await submit({ reference_id: 'shared-name' }, 'bob');
  const ids = [bobs, await makeDirectly(mock), await makeDirectly(mock, forged), crypto.randomUUID()];
  const names = ['shared-name', 'never', `${prefixOf('bob')}shared-name`, forged, 'x'.repeat(201)];
  // Nor does anything but a UUID enter a path of the API.
  const paths = ['../users/me', '%2e%2e', 'a/b', '?x', '#', 'list', ' ', '\0', '\r\n', '💥'];
  for (const id of [...ids, ...names, ...paths]) {
    const before = mock.requests.length;
    const answer = await readAll(handler(ask(`/v1/lipsync/requests/${encodeURIComponent(id)}`)));
    expect(answer).toEqual({ status: notFound[0], headers: alone, body: notFound[1] });
    const asked = mock.requests.slice(before).map(({ path }) => path);
    if (ids.includes(id)) expect(asked).toHaveLength(2);
    else expect(asked.filter((path) => path !== '/api/v1/lipsync/requests')).toEqual([]);
  }
});

test('a list shows and counts nothing of others', async () => {
  const { mock, submit, get } = await product();
  await submit({ reference_id: 'batch' }, 'bob');
  await makeDirectly(mock, 'batch');
  const nothing = [200, { data: [], pagination: { limit: 20, offset: 0, total: 0 } }];
  for (const name of ['batch', 'never', `${prefixOf('bob')}batch`]) {
    expect(await get(`/v1/lipsync/requests?reference_id=${name}`)).toEqual(nothing);
  }
  expect(await get('/v1/lipsync/requests?limit=5&offset=1')).toEqual([400, { error: 'reference_id is required' }]);
});

test('earlier secrets still read, and write no more', async () => {
  const earlier = ['an earlier secret of 32 bytes at least', 'an even earlier secret of 32 bytes'];
  const mock = await startMock();
  const at = (ownerSecret: string, ...previousOwnerSecrets: string[]) => {
    const handler = createProxyHandler({ ...settings, baseURL: mock.url, ownerSecret, previousOwnerSecrets });
    return (request: Request) => read(handler(request));
  };
  const ids: string[] = [];
  for (const secret of [earlier[1], earlier[0], ownerSecret] as string[]) {
    ids.unshift(idOf(await at(secret)(post({ inputs, reference_id: 'batch' }))));
  }
  const now = at(ownerSecret, ...earlier);
  for (const id of ids) {
    expect(await now(ask(`/v1/lipsync/requests/${id}`))).toEqual(shown({ id, reference_id: 'batch' }));
    expect(await now(ask(`/v1/lipsync/requests/${id}`, {}, 'bob'))).toEqual(notFound);
  }
  const list = async (query: string) => {
    const [, page] = await now(ask(`/v1/lipsync/requests?reference_id=batch${query}`));
    const { data, pagination } = page as { data: { id: string }[]; pagination: { total: number } };
    return [...data.map(({ id }) => id), pagination.total];
  };
  expect(await list('')).toEqual([...ids, 3]);
  expect(await list('&limit=1')).toEqual([ids[0], 3]);
  expect(await list('&limit=2&offset=1')).toEqual([ids[1], ids[2], 3]);
  expect(await list('&offset=3')).toEqual([3]);
  expect(await at(ownerSecret)(ask(`/v1/lipsync/requests/${ids[2]}`))).toEqual(notFound);
  await now(post({ inputs, reference_id: 'new' }));
  expect(mock.requests.at(-1)?.body).toMatchObject({ reference_id: `${prefix}new` });
});

test('everyone is bound to nothing', async () => {
  const { mock, submit, get, retrieve } = await product({ ownerSecret: undefined });
  const id = await submit({ reference_id: 'plain' }, 'everyone');
  const direct = await makeDirectly(mock);
  expect(mock.requests[0]?.body).toMatchObject({ reference_id: 'plain' });
  expect(await retrieve(direct, 'everyone')).toEqual(shown({ id: direct }));
  const [, page] = await get('/v1/lipsync/requests?limit=1&offset=1', 'everyone');
  expect(page).toMatchObject({ data: [{ id }], pagination: { limit: 1, offset: 1, total: 2 } });
});

test.each(submissions)('who is bound to nothing hides no owner’s job behind another, from %s', async (_, request) => {
  const everyone = proxyTo(undefined, { authorize: () => ({ owner: 'everyone' }) });
  const refused = [400, { error: 'reference_id must not begin with the tag of an owner' }];
  expect(await everyone.call(request(`${prefix}mine`))).toEqual(refused);
  expect(everyone.sent.filter(({ body }) => body.includes('mine'))).toEqual([]);
  // An owner's reference stays below their own tag.
  expect((await proxyTo().call(request(`${prefix}mine`)))[0]).toBe(200);
});

test('a job is shown with its documented fields alone', async () => {
  const output_url = 'https://x.test/c1_AAAAAAAAAAAAAAAAAAAAAA_';
  const failed = { ...job, status: 'failed', error_message: `no video for ${prefix}mine`, output_url };
  const { call } = proxyTo(json({ ...failed, account: 'secret', started_at: 42 }));
  const fields = { ...failed, reference_id: 'mine', error_message: 'no video for mine' };
  expect(await call(retrieve())).toEqual([200, fields]);
});

test.each([
  ['no reference', undefined],
  ['a reference that is none', 42],
  ['another’s reference', `${prefixOf('bob')}mine`],
  ['the tag alone', prefix.slice(0, -1)],
  ['the tag in another place', `x${prefix}mine`],
  ['the tag in other letters', `${prefix.toUpperCase()}mine`],
])('a job with %s belongs to no owner', async (_, reference_id) => {
  const nothing = { data: [], pagination: { limit: 1, offset: 0, total: 0 } };
  const { call } = proxyTo(({ path }) => Response.json(path.includes('?') ? nothing : { ...job, reference_id }));
  expect(await call(retrieve())).toEqual(notFound);
});

test.each([`${prefixOf('bob')}mine`, `${prefix}other`, 'mine', undefined])(
  'a list that was not filtered is not shown (%s)',
  async (reference_id) => {
    watchLog();
    const data = [job, { ...job, reference_id }];
    const { call } = proxyTo(json({ data, pagination: { limit: 20, offset: 0, total: 2 } }));
    expect(await call('/v1/lipsync/requests?reference_id=mine')).toEqual(badGateway);
    expect(await call('/v1/lipsync/requests/mine')).toEqual(badGateway);
  },
);

test('an answer about another job than the one asked for is not shown', async () => {
  watchLog();
  const { call } = proxyTo(json({ ...job, id: crypto.randomUUID() }));
  expect(await call(retrieve())).toEqual(badGateway);
});
