import type { RequestListener } from 'node:http';
import { beforeEach, expect, test } from 'vitest';
import { alone, badGateway, job, json, prefix, proxyTo, readAll, retrieve, type Step } from './fake-api.ts';
import { watchLog } from './log.ts';
import { ask, inputs, mediaForm, post, postForm } from './requests.ts';
import { listen, startProxy } from './servers.ts';
import { apiKey } from './settings.ts';

// What the server's log shows.
let log: ReturnType<typeof watchLog>;
beforeEach(() => {
  log = watchLog();
});

const every: (() => Request)[] = [
  () => ask('/health'),
  () => ask('/v1/users/me'),
  () => post({ inputs }),
  () => postForm(mediaForm()),
  retrieve,
  () => ask('/v1/lipsync/requests/mine'),
  () => ask('/v1/lipsync/requests?reference_id=mine'),
];

const failing =
  (error: unknown): Step =>
  () =>
    Promise.reject(error);
const refused = Object.assign(new Error(`no way with ${apiKey}`), { code: 'ECONNREFUSED' });
const circular = new TypeError('fetch failed');
circular.cause = circular;

const noJSON = (status: number) => `an answer without the API's JSON, with ${status}: check baseURL`;
const foreign = (status: number) => `an answer that is not in the API's form, with ${status}: check baseURL`;
const incomplete = 'an answer of the API lacks a field that a success must have';
const keyShown = 'an answer of the API was held back because it shows apiKey';

test.each<[string, Step, string]>([
  ['HTML', () => new Response('<html>', { headers: { 'content-type': 'application/json' } }), noJSON(200)],
  ['204', () => new Response(null, { status: 204 }), noJSON(204)],
  ['half an answer', () => new Response('{"status":"succ'), noJSON(200)],
  ['an array', json([]), noJSON(200)],
  ['null', json(null), noJSON(200)],
  ['a string', json('ok'), noJSON(200)],
  ['an empty object', json({}), incomplete],
  ['a wrong shape', json({ id: 1, status: 2, name: 3, request_id: 4, data: 5, pagination: 6 }), incomplete],
  ['a path for an id', json({ ...job, id: '../users/me', status: undefined, request_id: '../users/me' }), incomplete],
  ['5 MB', json({ ...job, padding: 'x'.repeat(5_000_000) }), 'an answer of the API was larger than 4 MiB'],
  ['401', json({ error: 'no' }, 401, { 'www-authenticate': 'Bearer' }), 'the API refused apiKey with 401'],
  ['403', json({ error: 'forbidden' }, 403), 'the API refused apiKey with 403'],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.test' } }), noJSON(302)],
  ['a redirect in JSON', json({ error: 'moved' }, 307, { location: 'https://evil.test' }), foreign(307)],
  ['a gateway’s 429', () => new Response('slow down', { status: 429 }), noJSON(429)],
  ['an error of another shape', json({ message: 'no' }, 400), foreign(400)],
  ['a failure', failing(new TypeError(apiKey, { cause: refused })), 'no answer from the API (ECONNREFUSED)'],
  ['a failure that leads back to itself', failing(circular), 'no answer from the API (TypeError)'],
  ['a failure that is no error', failing(undefined), 'no answer from the API (undefined)'],
  ['the key', json({ error: `no key like ${apiKey}` }, 400), keyShown],
])('%s of the API is 502, and the log says why', async (_, step, why) => {
  for (const request of every) {
    const { headers, status, body } = await readAll(proxyTo(step).handler(request()));
    expect(headers).toEqual(alone);
    expect([status, body]).toEqual(badGateway);
    expect(log.mock.calls).toEqual([['@chamelaion/proxy:', why]]);
    log.mockClear();
  }
});

test.each([400, 412, 429, 500, 503])(
  'the API’s own %i passes, with when to come back, and nothing else',
  async (status) => {
    const names = 'set-cookie www-authenticate etag x-request-id cache-control access-control-allow-origin server';
    const headers = { 'retry-after': '7', ...Object.fromEntries(names.split(' ').map((name) => [name, 'x'])) };
    const error = 'in its own words';
    for (const request of every) {
      const { handler } = proxyTo(json({ error, detail: 'x' }, status, headers));
      const passed = { status, headers: { ...alone, 'retry-after': '7' }, body: { error } };
      expect(await readAll(handler(request()))).toEqual(passed);
    }
  },
);

test.each([
  ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT'],
  ['<script>', undefined],
  ['x'.repeat(41), undefined],
])('retry-after %s becomes %s', async (given, expected) => {
  const { handler } = proxyTo(json({ error: 'no' }, 429, { 'retry-after': given }));
  expect((await readAll(handler(retrieve()))).headers['retry-after']).toBe(expected);
});

test('a stand-in for a key, as mocks take it, is no secret and hides no answer', async () => {
  const named = json({ ...job, reference_id: `${prefix}company` });
  const { handler } = proxyTo(named, { apiKey: 'any', cors: ['https://company.test'] });
  const request = retrieve();
  request.headers.set('origin', 'https://company.test');
  expect(await readAll(handler(request))).toMatchObject({ status: 200, body: { reference_id: 'company' } });
});

test('a status that no Response can have, an API that breaks off, and one that is down, are 502', async () => {
  const answers: RequestListener[] = [
    (_, response) => void response.writeHead(999).end('{"error":"no"}'),
    (_, response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('{"status"');
      setImmediate(() => response.destroy());
    },
  ];
  const { server, origin } = await listen((...exchange) => answers.shift()?.(...exchange));
  const baseURL = await startProxy(origin);
  const call = async () => {
    const response = await fetch(`${baseURL}/health`, { headers: { 'x-user': 'ann' } });
    return [response.status, await response.json()];
  };
  expect(await call()).toEqual(badGateway);
  expect(await call()).toEqual(badGateway);
  server.close();
  server.closeAllConnections();
  expect(await call()).toEqual(badGateway);
  expect(log.mock.calls.map(([, why]) => why)).toEqual([
    foreign(999),
    'no answer from the API (UND_ERR_SOCKET)',
    'no answer from the API (ECONNREFUSED)',
  ]);
});

const oddKey = 'Key/of~odd+signs=9';
const quotedKey = 'key"that\\nobody"may';
test.each<[string, string, string]>([
  ['as JSON writes it', quotedKey, quotedKey],
  ['as it is, although it looks URL-encoded', 'key%41nobody%42may', 'key%41nobody%42may'],
  ['URL-encoded', oddKey, encodeURIComponent(oddKey)],
  ['every sign URL-encoded', oddKey, [...oddKey].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('')],
  ['in hex', oddKey, Buffer.from(oddKey).toString('hex').toUpperCase()],
  ['in lower case', oddKey, oddKey.toLowerCase()],
  ['in base64', oddKey, btoa(`${oddKey} and more`)],
  ['in base64 after a sign', oddKey, btoa(`a${oddKey} and more`)],
  ['in base64 after two signs', oddKey, btoa(`ab${oddKey} and more`)],
  ['in base64, URL-encoded', '>>>???-nobody-may-see', encodeURIComponent(btoa('>>>???-nobody-may-see'))],
  ['in base64url', oddKey, Buffer.from(`x-api-key: ${oddKey}`).toString('base64url')],
])('an answer that shows the key %s is held back', async (_, key, echo) => {
  const { call } = proxyTo(json({ error: `no key like ${echo}` }, 400), { apiKey: key });
  expect(await call(post({ inputs }))).toEqual(badGateway);
  expect(log.mock.calls).toEqual([['@chamelaion/proxy:', keyShown]]);
});

test('a key is not shown by retry-after either', async () => {
  const plain = 'keythatnobodymaysee';
  const { call } = proxyTo(json({ error: 'no' }, 429, { 'retry-after': plain }), { apiKey: plain });
  expect(await call(retrieve())).toEqual(badGateway);
});
