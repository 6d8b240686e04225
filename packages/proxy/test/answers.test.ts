import { beforeEach, expect, test } from 'vitest';
import {
  alone,
  ask,
  inputs,
  job,
  json,
  mediaForm,
  post,
  postForm,
  prefix,
  proxyTo,
  read,
  readAll,
  retrieve,
  type Step,
} from './fake-api.ts';
import { watchLog } from './log.ts';
import { listen, startProxy } from './servers.ts';
import { apiKey } from './settings.ts';

// What the server's log shows.
let log: ReturnType<typeof watchLog>;
beforeEach(() => {
  log = watchLog();
});

const every: [string, () => Request][] = [
  ['health', () => ask('/health')],
  ['me', () => ask('/v1/users/me')],
  ['generate', () => post({ inputs })],
  ['upload', () => postForm(mediaForm())],
  ['retrieve by id', retrieve],
  ['retrieve by reference', () => ask('/v1/lipsync/requests/mine')],
  ['list', () => ask('/v1/lipsync/requests?reference_id=mine')],
];

const bad: [string, Step][] = [
  ['HTML', () => new Response('<html>', { headers: { 'content-type': 'application/json' } })],
  ['nothing', () => new Response('')],
  ['204', () => new Response(null, { status: 204 })],
  ['half an answer', () => new Response('{"status":"succ')],
  ['an array', json([])],
  ['null', json(null)],
  ['a string', json('ok')],
  ['an empty object', json({})],
  ['a wrong shape', json({ id: 1, status: 2, name: 3, request_id: 4, data: 5, pagination: 6 })],
  ['an id that is a path', json({ ...job, id: '../users/me', status: undefined, request_id: '../users/me' })],
  ['5 MB', json({ ...job, padding: 'x'.repeat(5_000_000) })],
  ['401', json({ error: 'invalid token' }, 401, { 'www-authenticate': 'Bearer' })],
  ['403', json({ error: 'forbidden' }, 403)],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.test' } })],
  ['a redirect in JSON', json({ error: 'moved' }, 307, { location: 'https://evil.test' })],
  ['a gateway’s 429', () => new Response('slow down', { status: 429 })],
  ['a gateway’s 503', () => new Response('<html>', { status: 503 })],
  ['an error of another shape', json({ message: 'no' }, 400)],
  [
    'a failure',
    () => {
      const cause = Object.assign(new Error(`no way with ${apiKey}`), { code: 'ECONNREFUSED' });
      throw new TypeError(`fetch failed with ${apiKey}`, { cause });
    },
  ],
  [
    'a failure that is no error',
    () => {
      throw undefined;
    },
  ],
  ['the key', json({ error: `no key like ${apiKey}` }, 400)],
];

/** Some of what the server's log shows. */
const told: Readonly<Record<string, string>> = {
  HTML: "an answer without the API's JSON, with 200: check baseURL",
  '5 MB': 'an answer of the API was larger than 4 MiB',
  '401': 'the API refused apiKey with 401',
  'a redirect': "an answer without the API's JSON, with 302: check baseURL",
  'a redirect in JSON': "an answer that is not in the API's form, with 307: check baseURL",
  'a failure': 'no answer from the API (ECONNREFUSED)',
  'a failure that is no error': 'no answer from the API (undefined)',
  'the key': 'an answer of the API was held back because it shows apiKey',
};

test.each(every.flatMap(([name, request]) => bad.map(([what, step]) => [name, what, request, step] as const)))(
  '%s: %s of the API is 502',
  async (_, what, request, step) => {
    const { handler } = proxyTo(step);
    const answer = await readAll(handler(request()));
    expect(answer.headers).toEqual(alone);
    expect([answer.status, answer.body]).toEqual([502, { error: 'bad gateway' }]);
    expect(log.mock.calls).toEqual([['@chamelaion/proxy:', told[what] ?? expect.any(String)]]);
    expect(String(log.mock.calls)).not.toContain(apiKey);
  },
);

test.each([
  [400, 'expected exactly one video input'],
  [412, 'token limit reached'],
  [429, 'rate limit exceeded'],
  [500, 'internal error'],
  [503, 'unavailable'],
])('the API’s own %i passes, with when to come back, and nothing else', async (status, error) => {
  const headers = {
    'retry-after': '7',
    'set-cookie': 'a=b',
    'www-authenticate': 'Bearer',
    etag: '"x"',
    'last-modified': 'x',
    'x-request-id': 'y',
    'cache-control': 'public',
    'access-control-allow-origin': '*',
    server: 'z',
  };
  for (const [, request] of every) {
    const { handler } = proxyTo(json({ error, detail: 'x' }, status, headers));
    expect(await readAll(handler(request()))).toEqual({
      status,
      headers: { ...alone, 'retry-after': '7' },
      body: { error },
    });
  }
});

test.each([
  ['7', '7'],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT'],
  ['<script>', undefined],
  ['x'.repeat(41), undefined],
])('retry-after %s becomes %s', async (given, expected) => {
  const { handler } = proxyTo(json({ error: 'no' }, 429, { 'retry-after': given }));
  expect((await readAll(handler(retrieve()))).headers['retry-after']).toBe(expected);
});

test('a key is not shown by retry-after either', async () => {
  const plain = 'keythatnobodymaysee';
  const { handler } = proxyTo(json({ error: 'no' }, 429, { 'retry-after': plain }), { apiKey: plain });
  expect(await readAll(handler(retrieve()))).toEqual({
    status: 502,
    headers: alone,
    body: { error: 'bad gateway' },
  });
});

test('a key is not shown as JSON writes it either', async () => {
  const quoted = 'key"that\\nobody"may';
  const { handler } = proxyTo(json({ error: `no key like ${quoted}` }, 400), { apiKey: quoted });
  expect(await readAll(handler(retrieve()))).toMatchObject({ status: 502, body: { error: 'bad gateway' } });
});

test('a stand-in for a key, as mocks take it, is no secret and hides no answer', async () => {
  const named = json({ ...job, reference_id: `${prefix}company` });
  const { handler } = proxyTo(named, { apiKey: 'any', cors: ['https://company.test'] });
  const request = retrieve();
  request.headers.set('origin', 'https://company.test');
  expect(await readAll(handler(request))).toMatchObject({ status: 200, body: { reference_id: 'company' } });
});

test('a status that no Response can have is 502', async () => {
  const { origin } = await listen((_, response) => void response.writeHead(999).end('{"error":"no"}'));
  const response = await fetch(`${await startProxy(origin)}/health`, { headers: { 'x-user': 'ann' } });
  expect([response.status, await response.json()]).toEqual([502, { error: 'bad gateway' }]);
});

test('an API that is down, or breaks off, is 502', async () => {
  const { server, origin } = await listen((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-length': 1_000 }).write('{"status"');
    setImmediate(() => response.destroy());
  });
  const baseURL = await startProxy(origin);
  const call = async () => {
    const response = await fetch(`${baseURL}/health`, { headers: { 'x-user': 'ann' } });
    return [response.status, await response.json()];
  };
  expect(await call()).toEqual([502, { error: 'bad gateway' }]);
  server.close();
  server.closeAllConnections();
  expect(await call()).toEqual([502, { error: 'bad gateway' }]);
  expect(log.mock.calls.map(([, why]) => why)).toEqual([
    'no answer from the API (UND_ERR_SOCKET)',
    'no answer from the API (ECONNREFUSED)',
  ]);
});

const oddKey = 'Key/of~odd+signs=9';
const echoes: [string, string][] = [
  ['URL-encoded', encodeURIComponent(oddKey)],
  ['every sign of it URL-encoded', [...oddKey].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('')],
  ['in hex', Buffer.from(oddKey).toString('hex').toUpperCase()],
  ['in lower case', oddKey.toLowerCase()],
  ...['', 'a', 'ab', 'abc'].map((before): [string, string] => [
    `in base64 after ${before.length} signs`,
    Buffer.from(`${before}${oddKey} and more`).toString('base64'),
  ]),
  ['in base64url', Buffer.from(`x-api-key: ${oddKey}`).toString('base64url')],
];
test.each(echoes)('an answer that shows the key %s is held back', async (_, echo) => {
  const { handler } = proxyTo(json({ error: `no key like ${echo}` }, 400), { apiKey: oddKey });
  expect(await read(handler(post({ inputs })))).toEqual([502, { error: 'bad gateway' }]);
  expect(log.mock.calls).toEqual([['@chamelaion/proxy:', told['the key']]]);
});

test('a failure whose cause leads back to itself is one as any other', async () => {
  const { handler } = proxyTo(() => {
    const error = new TypeError('fetch failed');
    error.cause = error;
    throw error;
  });
  expect(await read(handler(post({ inputs })))).toEqual([502, { error: 'bad gateway' }]);
});
