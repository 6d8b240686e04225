import type { MockServer } from '@chamelaion/mock-server';
import { createProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { ask, inputs, mediaForm, post, postForm, prefix, proxyTo, read, readAll } from './fake-api.ts';
import { startMock } from './mock.ts';
import { prefixOf } from './prefix.ts';
import { ownerSecret, settings } from './settings.ts';

const notFound = [404, { error: 'lipsync request not found' }];

/** A proxy before a mock of the API, and what its users see. */
async function product(options: Partial<ProxyOptions> = {}) {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, ...options });
  const get = (path: string, user?: string) => read(handler(ask(path, {}, user)));
  return {
    mock,
    handler,
    get,
    async submit(reference_id: string | undefined, user?: string): Promise<string> {
      const [, body] = await read(handler(post({ inputs, reference_id }, {}, user)));
      return (body as { request_id: string }).request_id;
    },
    retrieve: (id: string, user?: string) => get(`/v1/lipsync/requests/${encodeURIComponent(id)}`, user),
  };
}

/** A job of the account that no proxy made. */
async function makeDirectly(mock: MockServer, reference_id?: string): Promise<string> {
  const response = await fetch(`${mock.url}/v1/lipsync/generate`, {
    method: 'POST',
    headers: { 'x-api-key': 'any', 'content-type': 'application/json' },
    body: JSON.stringify({ inputs, reference_id }),
  });
  return ((await response.json()) as { request_id: string }).request_id;
}

test('the tag is the documented one, whichever way a job is sent', async () => {
  const { handler, sent } = proxyTo();
  await handler(post({ inputs, reference_id: 'dub-1' }));
  await handler(postForm(mediaForm({ reference_id: 'dub-2' })));
  await handler(post({ inputs }));
  const prefix = prefixOf('ann', ownerSecret);
  expect(prefix).toMatch(/^c1_[\w-]{22}_$/);
  expect(JSON.parse(sent[0]?.body ?? '').reference_id).toBe(`${prefix}dub-1`);
  expect(sent[1]?.body).toContain(`\r\n\r\n${prefix}dub-2\r\n`);
  const minted = JSON.parse(sent[2]?.body ?? '').reference_id;
  expect(minted.slice(prefix.length)).toMatch(/^chm_[\w-]{22}$/);
});

test('an owner sees a job by id and by reference, without the tag', async () => {
  const { submit, retrieve, get } = await product();
  const id = await submit('dub/1 ü?&=#%2f');
  const expected = [200, expect.objectContaining({ id, status: 'queued', reference_id: 'dub/1 ü?&=#%2f' })];
  expect(await retrieve(id)).toEqual(expected);
  expect(await retrieve(id.toUpperCase())).toEqual(expected);
  expect(await retrieve('dub/1 ü?&=#%2f')).toEqual(expected);
  const query = new URLSearchParams({ reference_id: 'dub/1 ü?&=#%2f' });
  expect(await get(`/v1/lipsync/requests?${query}`)).toEqual([
    200,
    { data: [expected[1]], pagination: { limit: 20, offset: 0, total: 1 } },
  ]);
});

test('a reference that looks like a UUID is found, and hides no other job', async () => {
  const { submit, retrieve } = await product();
  const anns = await submit('x', 'ann');
  const bobs = await submit(anns, 'bob');
  expect(await retrieve(anns, 'bob')).toEqual([200, expect.objectContaining({ id: bobs, reference_id: anns })]);
  expect(await retrieve(anns, 'ann')).toEqual([200, expect.objectContaining({ id: anns })]);
});

test('if several jobs have one reference, the newest is found and all are listed', async () => {
  const { mock, retrieve, get, handler } = await product();
  const ids: string[] = [];
  for (const name of ['1', '2', '3']) {
    const own = [inputs[0], { type: 'audio', url: `https://cdn.example.com/${name}.wav` }];
    const [, body] = await read(handler(post({ inputs: own, reference_id: 'batch' })));
    ids.push((body as { request_id: string }).request_id);
    mock.clock.advance(1_000);
  }
  expect(new Set(ids).size).toBe(3);
  expect(await retrieve('batch')).toEqual([200, expect.objectContaining({ id: ids[2] })]);
  const [, page] = await get('/v1/lipsync/requests?reference_id=batch&limit=2&offset=1');
  expect(page).toMatchObject({
    data: [{ id: ids[1] }, { id: ids[0] }],
    pagination: { limit: 2, offset: 1, total: 3 },
  });
});

test('the job of another owner and a job that does not exist look the same, in every way', async () => {
  const { mock, submit, handler } = await product();
  const bobs = await submit('shared-name', 'bob');
  const direct = await makeDirectly(mock);
  const forged = await makeDirectly(mock, `c1_${'A'.repeat(22)}_mine`);
  const bobsTag = prefixOf('bob', ownerSecret);
  const asked = [
    bobs,
    direct,
    forged,
    crypto.randomUUID(),
    'shared-name',
    'never',
    `${bobsTag}shared-name`,
    `c1_${'A'.repeat(22)}_mine`,
    'x'.repeat(201),
  ];
  const seen = [];
  for (const id of asked) {
    const before = mock.requests.length;
    const answer = await readAll(handler(ask(`/v1/lipsync/requests/${encodeURIComponent(id)}`)));
    const isUUID = /^[\da-f-]{36}$/.test(id);
    seen.push({ ...answer, steps: isUUID ? mock.requests.length - before : 2 });
  }
  for (const answer of seen) {
    expect(answer).toEqual({
      status: 404,
      headers: { 'cache-control': 'private, no-store', 'content-type': 'application/json' },
      body: { error: 'lipsync request not found' },
      steps: 2,
    });
  }
});

test('a list shows and counts nothing of others', async () => {
  const { mock, submit, get } = await product();
  await submit('batch', 'bob');
  await makeDirectly(mock, 'batch');
  const nothing = [200, { data: [], pagination: { limit: 20, offset: 0, total: 0 } }];
  for (const name of ['batch', 'never', `${prefixOf('bob', ownerSecret)}batch`]) {
    expect(await get(`/v1/lipsync/requests?reference_id=${name}`)).toEqual(nothing);
  }
  expect(await get('/v1/lipsync/requests')).toEqual([400, { error: 'reference_id is required' }]);
  expect(await get('/v1/lipsync/requests?limit=5&offset=1')).toEqual([400, { error: 'reference_id is required' }]);
});

test('nothing but UUIDs enters a path of the API', async () => {
  const { mock, retrieve } = await product();
  for (const id of ['dub-1', '../users/me', '..', '%2e%2e', 'a/b', '?x', '#', 'list', ' ', '\0', '\r\n', '💥']) {
    expect((await retrieve(id))[0]).toBe(404);
  }
  expect(new Set(mock.requests.map(({ path }) => path))).toEqual(new Set(['/api/v1/lipsync/requests']));
});

test('earlier secrets still read, and write no more', async () => {
  const earlier = ['an earlier secret of 32 bytes at least', 'an even earlier secret of 32 bytes'];
  const mock = await startMock();
  const at = (secrets: string[]) =>
    createProxyHandler({
      ...settings,
      baseURL: mock.url,
      ownerSecret: secrets[0],
      previousOwnerSecrets: secrets.slice(1),
    });
  const ids: string[] = [];
  for (const secret of [earlier[1], earlier[0], ownerSecret] as string[]) {
    const [, body] = await read(at([secret])(post({ inputs, reference_id: 'batch' })));
    ids.unshift((body as { request_id: string }).request_id);
  }
  const now = at([ownerSecret, ...earlier]);
  for (const id of ids) {
    expect(await read(now(ask(`/v1/lipsync/requests/${id}`)))).toEqual([
      200,
      expect.objectContaining({ id, reference_id: 'batch' }),
    ]);
    expect((await read(now(ask(`/v1/lipsync/requests/${id}`, {}, 'bob'))))[0]).toBe(404);
  }
  const list = async (query: string) => {
    const [, page] = await read(now(ask(`/v1/lipsync/requests?reference_id=batch${query}`)));
    const { data, pagination } = page as { data: { id: string }[]; pagination: { total: number } };
    return [...data.map(({ id }) => id), pagination.total];
  };
  expect(await list('')).toEqual([...ids, 3]);
  expect(await list('&limit=1')).toEqual([ids[0], 3]);
  expect(await list('&limit=2&offset=1')).toEqual([ids[1], ids[2], 3]);
  expect(await list('&offset=2')).toEqual([ids[2], 3]);
  expect(await list('&offset=3')).toEqual([3]);
  expect(await read(at([ownerSecret])(ask(`/v1/lipsync/requests/${ids[2]}`)))).toEqual(notFound);
  await now(post({ inputs, reference_id: 'new' }));
  expect(mock.requests.at(-1)?.body).toMatchObject({ reference_id: `${prefixOf('ann', ownerSecret)}new` });
});

test('everyone is bound to nothing', async () => {
  const { mock, submit, get, retrieve } = await product({ ownerSecret: undefined });
  const id = await submit('plain', 'everyone');
  const direct = await makeDirectly(mock);
  expect(mock.requests[0]?.body).toMatchObject({ reference_id: 'plain' });
  expect(await retrieve(direct, 'everyone')).toEqual([200, expect.objectContaining({ id: direct })]);
  const [, page] = await get('/v1/lipsync/requests?limit=1&offset=1', 'everyone');
  expect(page).toMatchObject({ data: [{ id }], pagination: { limit: 1, offset: 1, total: 2 } });
});

test('everyone finds a job by a reference that is a UUID', async () => {
  const { submit, retrieve } = await product();
  const reference = crypto.randomUUID();
  const id = await submit(reference, 'everyone');
  expect(await retrieve(reference, 'everyone')).toEqual([200, expect.objectContaining({ id })]);
});

test.each<[string, (reference_id: string) => Request]>([
  ['URLs', (reference_id) => post({ inputs, reference_id })],
  ['files', (reference_id) => postForm(mediaForm({ reference_id }))],
])('a caller who is bound to nothing cannot hide an owner’s job behind another, from %s', async (_, request) => {
  const everyone = proxyTo(undefined, { authorize: () => ({ owner: 'everyone' }) });
  expect(await read(everyone.handler(request(`${prefix}mine`)))).toEqual([
    400,
    { error: 'reference_id must not begin with the tag of an owner' },
  ]);
  expect(everyone.sent.filter(({ body }) => body.includes('mine'))).toEqual([]);
  // An owner's reference stays below their own tag.
  const bob = proxyTo();
  expect((await read(bob.handler(request(`${prefix}mine`))))[0]).toBe(200);
});
