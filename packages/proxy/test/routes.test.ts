import type { OperationId } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { ask, page, post, proxyTo, read, readAll } from './fake-api.ts';
import { watchLog } from './log.ts';
import { listen } from './servers.ts';
import { settings } from './settings.ts';

const base = `${page}/api/chamelaion`;

test.each([
  ['GET', '/nope', 404],
  ['GET', '', 404],
  ['GET', '/', 404],
  ['GET', '/v1/lipsync', 404],
  ['GET', '/v1/lipsync/requests/', 404],
  ['GET', '/v1/lipsync/requests/a/b', 404],
  ['GET', '/v1/lipsync/requests/%zz', 404],
  ['GET', '/v1/lipsync/requests/%ff', 404],
  ['GET', '/v1//users/me', 404],
  ['GET', '//users/me', 404],
  ['GET', '/v1%2fusers/me', 404],
  ['GET', '/v1/users%2Fme', 404],
  ['GET', '/V1/users/me', 404],
  ['GET', '/v1/users/me/', 404],
  ['GET', '/v1/users/me;a=b', 404],
  ['GET', '/v1/users/me%00', 404],
  ['GET', '/v1/accounts', 404],
  ['GET', `/${'x'.repeat(100_000)}`, 404],
  ['POST', '/health', 405],
  ['HEAD', '/health', 405],
  ['HEAD', '/v1/lipsync/requests/x', 405],
  ['OPTIONS', '/health', 405],
  ['PUT', '/v1/lipsync/generate', 405],
  ['GET', '/v1/lipsync/generate', 405],
  ['DELETE', '/v1/lipsync/requests/x', 405],
  ['PATCH', '/v1/lipsync/requests', 405],
])('%s %s is refused', async (method, path, status) => {
  const { handler, sent } = proxyTo();
  const answer = await readAll(handler(ask(path, { method })));
  expect(answer.status).toBe(status);
  if (method !== 'HEAD') expect(answer.body).toEqual({ error: status === 404 ? 'not found' : 'method not allowed' });
  expect(sent).toEqual([]);
});

test.each([
  'https://app.test/health',
  'https://app.test/api/chamelaionx/health',
  'https://app.test//api/chamelaion/health',
  'https://app.test/api/chamelaion/../health',
  'https://app.test/api/chamelaion/%2e%2e/health',
  'https://app.test/api%2fchamelaion/health',
])('%s is outside', async (url) => {
  const { handler, sent } = proxyTo();
  expect(await read(handler(new Request(url, { headers: { 'x-user': 'ann' } })))).toEqual([
    404,
    { error: 'not found' },
  ]);
  expect(sent).toEqual([]);
});

test('a path that URL corrects to an operation is that operation', async () => {
  const { handler, sent } = proxyTo(() => Response.json({ name: 'token' }));
  for (const path of ['/v1/x/../users/me', '/v1/x/%2e%2e/users/me', '/v1\\users\\me', '/v1/us\ners/m\te']) {
    await handler(new Request(`${base}${path}`, { headers: { 'x-user': 'ann' } }));
  }
  expect(sent.map(({ path }) => path)).toEqual(Array(4).fill('/v1/users/me'));
});

test.each(['/', '', '/a', '/a/b-c.d/'])('it can be mounted at "%s"', async (basePath) => {
  const { handler, sent } = proxyTo(() => Response.json({ status: 'ok' }), { basePath });
  const url = `${page}${basePath.replace(/\/$/, '')}/health`;
  expect(await read(handler(new Request(url, { headers: { 'x-user': 'ann' } })))).toEqual([200, { status: 'ok' }]);
  expect(sent[0]?.path).toBe('/health');
});

test('an operation that is not on the list is not found', async () => {
  const operations: OperationId[] = ['lipsync.requests.retrieve'];
  const { handler, sent } = proxyTo(() => Response.json({ error: 'lipsync request not found' }, { status: 404 }), {
    operations,
  });
  for (const request of [ask('/health'), ask('/v1/users/me'), ask('/v1/lipsync/requests'), post({})]) {
    expect((await read(handler(request)))[0]).toBe(404);
  }
  expect(sent).toEqual([]);
  await handler(ask(`/v1/lipsync/requests/${crypto.randomUUID()}`));
  expect(sent).toHaveLength(2);
});

test.each([
  ['limit=0', 'limit must be an integer of at least 1'],
  ['limit=', 'limit must be an integer of at least 1'],
  ['limit=1e3', 'limit must be an integer of at least 1'],
  ['limit=%31%30%00', 'limit must be an integer of at least 1'],
  ['limit=1&limit=1', 'limit must be given once'],
  ['offset=-1', 'offset must be an integer of at least 0'],
  ['offset=0&offset=0', 'offset must be given once'],
  ['reference_id=a&reference_id=b', 'reference_id must be given once'],
  ['reference_id=a&reference%5Fid=b', 'reference_id must be given once'],
  ['reference_id=', 'reference_id must have 1 to 200 characters'],
  [`reference_id=${'x'.repeat(201)}`, 'reference_id must have 1 to 200 characters'],
  ['referenceId=a', 'a list takes only limit, offset and reference_id'],
  ['reference_id=a&api_key=b', 'a list takes only limit, offset and reference_id'],
])('a list with %s is refused', async (query, error) => {
  const { handler, sent } = proxyTo();
  expect(await read(handler(ask(`/v1/lipsync/requests?${query}`)))).toEqual([400, { error }]);
  expect(sent).toEqual([]);
});

test('a list’s query is written anew', async () => {
  const { handler, sent } = proxyTo(() => Response.json({ data: [], pagination: { limit: 1, offset: 0, total: 0 } }), {
    authorize: () => ({ owner: 'everyone' }),
  });
  await handler(ask('/v1/lipsync/requests?offset=007&reference_id=a%26limit%3D9&limit=0005'));
  await handler(ask('/v1/lipsync/requests?limit=100000'));
  expect(sent.map(({ path }) => path)).toEqual([
    '/v1/lipsync/requests?limit=5&offset=7&reference_id=a%26limit%3D9',
    '/v1/lipsync/requests?limit=100&offset=0',
  ]);
});

test('a query elsewhere goes nowhere', async () => {
  const { handler, sent } = proxyTo(() => Response.json({ status: 'ok' }));
  await handler(ask('/health?x=1&reference_id=2'));
  expect(sent[0]?.path).toBe('/health');
});

test('a redirect is not followed, even by a fetch that follows redirects', async () => {
  const { createProxyHandler } = await import('@chamelaion/proxy');
  let strayed = 0;
  const elsewhere = await listen((_, response) => {
    strayed++;
    response.end('{}');
  });
  const { origin } = await listen((request, response) => {
    request.resume();
    response.writeHead(307, { location: elsewhere.origin }).end('{}');
  });
  watchLog();
  const handler = createProxyHandler({ ...settings, baseURL: origin });
  const { mediaForm, postForm } = await import('./fake-api.ts');
  for (const request of [ask('/health'), post({ inputs: [] }), postForm(mediaForm())]) {
    expect(await read(handler(request))).toEqual([502, { error: 'bad gateway' }]);
  }
  expect(strayed).toBe(0);
});
