import { expect, test, vi } from 'vitest';
import { proxyTo, readAll } from './fake-api.ts';
import { ask, inputs, mediaForm, page, post, postForm } from './requests.ts';

const refused = {
  status: 403,
  body: { error: expect.stringMatching(/^cross-origin request refused: .*Origin.*cors/) },
};
const cors = ['https://friend.test', 'http://localhost:5173'];

const origins = ['https://evil.test', 'null', 'http://app.test', 'https://app.test.evil.test', 'https://app.test:8443'];
const sites = ['cross-site', 'same-site', 'same-origin, cross-site', ''];
const hostile: Record<string, string>[] = [
  ...[...origins, 'https://sub.app.test', `${page}, https://evil.test`].map((origin) => ({ origin })),
  ...sites.map((site) => ({ 'sec-fetch-site': site })),
  { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
  { origin: page, 'sec-fetch-site': 'cross-site' },
];

// A read as well: it takes the user's cookies along.
test.each(hostile)('what another site sends with %j is refused before anybody is asked', async (headers) => {
  const authorize = vi.fn(() => ({ owner: 'ann' }));
  const { handler, sent } = proxyTo(undefined, { authorize });
  const reads = ['/v1/lipsync/requests?limit=100', '/v1/users/me', '/health'].map((path) => ask(path));
  for (const request of [post({ inputs }), postForm(mediaForm()), ...reads]) {
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    expect(await readAll(handler(request))).toMatchObject(refused);
  }
  expect([authorize.mock.calls, sent]).toEqual([[], []]);
  // With listed origins, others get no more than without.
  const listed = await readAll(proxyTo(undefined, { cors }).handler(post({ inputs }, headers)));
  expect(listed).toMatchObject(refused);
  expect(Object.keys(listed.headers).sort()).toEqual(['cache-control', 'content-type', 'vary']);
});

// A picture or a link tells no Origin, and a page of one’s own says that it is near.
test.each<Record<string, string>>([
  {},
  { origin: page },
  { origin: page, 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
])('a call with %j passes', async (headers) => {
  const { handler, call } = proxyTo();
  const answer = await readAll(handler(post({ inputs }, headers)));
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.headers).sort()).toEqual(['cache-control', 'content-type']);
  expect((await call(ask('/health', { headers })))[0]).toBe(200);
});

test.each([
  ['by https if TLS ends before the server', 200, 'http://app.test', { origin: 'https://app.test' }],
  ['by the Host it called', 200, 'http://localhost:3000', { host: 'app.test', origin: 'https://app.test' }],
  ['by its port', 200, 'http://localhost:3000', { host: 'app.test:8080', origin: 'http://app.test:8080' }],
  ['by another Host', 403, 'http://localhost:3000', { host: 'app.test', origin: 'https://evil.test' }],
  ['without a Host', 403, 'http://localhost:3000', { origin: 'https://null' }],
])('a page that is reached %s gets a %i, whatever host the runtime names', async (_, status, own, origin) => {
  const { handler } = proxyTo();
  const headers = { 'x-user': 'ann', 'content-type': 'application/json', ...origin };
  const init = { method: 'POST', headers, body: JSON.stringify({ inputs }) };
  expect((await handler(new Request(`${own}/api/chamelaion/v1/lipsync/generate`, init))).status).toBe(status);
});

test.each(cors)('a page of the listed origin %s may call, and read every answer', async (origin) => {
  const { handler, sent } = proxyTo(undefined, { cors });
  for (const request of [post({ inputs }), ask('/nope'), ask('/v1/lipsync/requests')]) {
    request.headers.set('origin', origin);
    request.headers.set('sec-fetch-site', 'cross-site');
    const { headers } = await readAll(handler(request));
    expect(headers).toMatchObject({
      vary: 'origin',
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'date, retry-after',
    });
  }
  expect(sent).toHaveLength(1);
});

test('a preflight of a listed origin is answered without asking anybody', async () => {
  const { handler } = proxyTo(undefined, { cors, authorize: () => null });
  const preflight = (origin: string) => {
    const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-csrf' };
    return readAll(handler(ask('/v1/lipsync/generate', { method: 'OPTIONS', headers: { origin, ...asked } })));
  };
  expect(await preflight('https://friend.test')).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': 'https://friend.test',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type,x-csrf',
    },
  });
  const other = await preflight('https://evil.test');
  expect(other.status).toBe(405);
  expect(other.headers).not.toHaveProperty('access-control-allow-origin');
});
