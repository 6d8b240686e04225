import { createProxyHandler, type OperationId } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { badGateway, json, proxyTo, read, readAll, request_id, retrieve } from './fake-api.ts';
import { watchLog } from './log.ts';
import { ask, inputs, mediaForm, page, post, postForm } from './requests.ts';
import { listen } from './servers.ts';
import { apiKey, settings } from './settings.ts';

const unknown = ['', '/', '/nope', '/v1/lipsync', '/V1/users/me', '/v1/users/me/', `/${'x'.repeat(100_000)}`];
const strange = ['/v1//users/me', '/v1%2fusers/me', '/v1/users/me;a=b', '/v1/users/me%00'];
const badIds = ['', 'a/b', '%ff'].map((id) => `/v1/lipsync/requests/${id}`);
const wrongMethods = [
  ['POST', '/health', 405],
  ['HEAD', '/health', 405],
  ['OPTIONS', '/health', 405],
  ['PUT', '/v1/lipsync/generate', 405],
  ['GET', '/v1/lipsync/generate', 405],
  ['DELETE', '/v1/lipsync/requests/x', 405],
] as const;

test.each([...[...unknown, ...strange, ...badIds].map((path) => ['GET', path, 404] as const), ...wrongMethods])(
  '%s %s is refused',
  async (method, path, status) => {
    const { handler, sent } = proxyTo();
    const answer = await readAll(handler(ask(path, { method })));
    expect(answer.status).toBe(status);
    if (method !== 'HEAD') expect(answer.body).toEqual({ error: status === 404 ? 'not found' : 'method not allowed' });
    expect(sent).toEqual([]);
  },
);

test.each([
  '/health',
  '/api/chamelaionx/health',
  '//api/chamelaion/health',
  '/api/chamelaion/../health',
  '/api%2fchamelaion/health',
])('%s is outside', async (path) => {
  const { call, sent } = proxyTo();
  const request = new Request(`${page}${path}`, { headers: { 'x-user': 'ann' } });
  expect(await call(request)).toEqual([404, { error: 'not found' }]);
  expect(sent).toEqual([]);
});

test('a path that URL corrects to an operation is that operation', async () => {
  const { call, sent } = proxyTo(json({ name: 'token' }));
  for (const path of ['/v1/x/../users/me', '/v1/x/%2e%2e/users/me', '/v1\\users\\me', '/v1/us\ners/m\te']) {
    await call(path);
  }
  expect(sent.map(({ path }) => path)).toEqual(Array(4).fill('/v1/users/me'));
});

test.each(['/', '', '/a', '/a/b-c.d/'])('it can be mounted at "%s"', async (basePath) => {
  const { call, sent } = proxyTo(json({ status: 'ok' }), { basePath });
  const url = `${page}${basePath.replace(/\/$/, '')}/health?x=1&reference_id=2`;
  expect(await call(new Request(url, { headers: { 'x-user': 'ann' } }))).toEqual([200, { status: 'ok' }]);
  // A query goes nowhere but to a list.
  expect(sent[0]?.path).toBe('/health');
});

test('an operation that is not on the list is not found', async () => {
  const operations: OperationId[] = ['lipsync.requests.retrieve'];
  const { call, sent } = proxyTo(json({ error: 'lipsync request not found' }, 404), { operations });
  for (const request of ['/health', '/v1/users/me', '/v1/lipsync/requests', post({})]) {
    expect((await call(request))[0]).toBe(404);
  }
  expect(sent).toEqual([]);
  await call(retrieve());
  expect(sent).toHaveLength(2);
});

test.each([
  ['limit=0', 'limit must be an integer of at least 1'],
  ['limit=', 'limit must be an integer of at least 1'],
  ['limit=1e3', 'limit must be an integer of at least 1'],
  ['limit=%31%30%00', 'limit must be an integer of at least 1'],
  ['limit=1&limit=1', 'limit must be given once'],
  ['offset=-1', 'offset must be an integer of at least 0'],
  ['reference_id=a&reference%5Fid=b', 'reference_id must be given once'],
  ['reference_id=', 'reference_id must have 1 to 200 characters'],
  [`reference_id=${'x'.repeat(201)}`, 'reference_id must have 1 to 200 characters'],
  ['reference_id=a&api_key=b', 'a list takes only limit, offset and reference_id'],
])('a list with %s is refused', async (query, error) => {
  const { call, sent } = proxyTo();
  expect(await call(`/v1/lipsync/requests?${query}`)).toEqual([400, { error }]);
  expect(sent).toEqual([]);
});

test('a list’s query is written anew', async () => {
  const authorize = () => ({ owner: 'everyone' });
  const { call, sent } = proxyTo(json({ data: [], pagination: { limit: 1, offset: 0, total: 0 } }), { authorize });
  await call('/v1/lipsync/requests?offset=007&reference_id=a%26limit%3D9&limit=0005');
  await call('/v1/lipsync/requests?limit=100000');
  expect(sent.map(({ path }) => path)).toEqual([
    '/v1/lipsync/requests?limit=5&offset=7&reference_id=a%26limit%3D9',
    '/v1/lipsync/requests?limit=100&offset=0',
  ]);
});

const hostile = [
  'authorization x-api-key cookie proxy-authorization connection te upgrade keep-alive transfer-encoding forwarded',
  'x-forwarded-for x-forwarded-host x-forwarded-proto x-http-method-override x-original-url x-rewrite-url prefer',
  'range if-none-match if-modified-since if-match accept accept-encoding content-encoding user-agent referer x-custom',
].flatMap((names) => names.split(' '));

test('none of the caller’s headers is sent on, and no redirect, cookie or cache is used', async () => {
  // The one answer that all of them get fits few.
  watchLog();
  const { call, sent } = proxyTo();
  const reads = ['/health', '/v1/users/me', `/v1/lipsync/requests/${request_id}`].map((path) => ask(path));
  const requests = [...reads, ask('/v1/lipsync/requests?reference_id=mine'), post({ inputs }), postForm(mediaForm())];
  for (const request of requests) {
    for (const name of hostile) request.headers.set(name, 'own');
    await call(request);
  }
  expect(sent).toHaveLength(requests.length);
  for (const { method, headers, init } of sent) {
    const { 'content-type': type, ...rest } = Object.fromEntries(headers);
    expect(rest).toEqual({ accept: 'application/json', 'x-api-key': apiKey });
    if (method === 'GET') expect(type).toBeUndefined();
    else expect(type).toMatch(/^(application\/json|multipart\/form-data; boundary=chm_[\w-]{22})$/);
    expect('cache' in init && init.cache).toBe(method === 'GET' && 'no-store');
    // Node keeps a copy of an upload that it sends unless redirects are errors.
    if (init.body instanceof ReadableStream) expect(init).toMatchObject({ redirect: 'error', window: null });
    else expect(init.redirect).toBe('manual');
  }
  expect(sent.at(-1)?.init).toMatchObject({ redirect: 'error', duplex: 'half' });
});

test('a redirect is not followed, even by a fetch that follows redirects', async () => {
  watchLog();
  let strayed = 0;
  const elsewhere = await listen((_, response) => {
    strayed++;
    response.end('{}');
  });
  const { origin } = await listen((request, response) => {
    request.resume();
    response.writeHead(307, { location: elsewhere.origin }).end('{}');
  });
  const handler = createProxyHandler({ ...settings, baseURL: origin });
  for (const request of [ask('/health'), post({ inputs: [] }), postForm(mediaForm())]) {
    expect(await read(handler(request))).toEqual(badGateway);
  }
  expect(strayed).toBe(0);
});
