import { expect, test } from 'vitest';
import { ask, inputs, mediaForm, page, post, postForm, proxyTo, readAll } from './fake-api.ts';

const refused = {
  status: 403,
  body: { error: expect.stringMatching(/^cross-origin request refused: .*Origin.*cors/) },
};
const cors = ['https://friend.test', 'http://localhost:5173'];

const hostile: Record<string, string>[] = [
  { origin: 'https://evil.test' },
  { origin: 'null' },
  { origin: 'http://app.test' },
  { origin: 'https://app.test.evil.test' },
  { origin: 'https://app.test:8443' },
  { origin: 'https://sub.app.test' },
  { origin: `${page}, https://evil.test` },
  { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', origin: page },
  { 'sec-fetch-site': 'same-origin, cross-site' },
  { 'sec-fetch-site': '' },
];

test.each(hostile)('a POST with %j is refused before anybody is asked', async (headers) => {
  let asked = 0;
  const { handler, sent } = proxyTo(undefined, {
    authorize: () => {
      asked++;
      return { owner: 'ann' };
    },
  });
  for (const request of [post({ inputs }, headers), postForm(mediaForm())]) {
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    expect(await readAll(handler(request))).toMatchObject(refused);
  }
  expect([asked, sent]).toEqual([0, []]);
});

test.each<Record<string, string>>([
  {},
  { origin: page },
  { origin: page, 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
])('a POST with %j passes', async (headers) => {
  const { handler } = proxyTo();
  const answer = await readAll(handler(post({ inputs }, headers)));
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.headers).sort()).toEqual(['cache-control', 'content-type']);
});

test('a page reached by https passes if TLS ends before the server', async () => {
  const { handler } = proxyTo();
  const request = new Request('http://app.test/api/chamelaion/v1/lipsync/generate', {
    method: 'POST',
    headers: { origin: 'https://app.test', 'x-user': 'ann', 'content-type': 'application/json' },
    body: JSON.stringify({ inputs }),
  });
  expect((await handler(request)).status).toBe(200);
});

test('a page passes by the Host it called, even if the runtime names another, as Next.js does', async () => {
  const { handler } = proxyTo();
  const status = async (headers: Record<string, string>) => {
    const request = new Request('http://localhost:3000/api/chamelaion/v1/lipsync/generate', {
      method: 'POST',
      headers: { 'x-user': 'ann', 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ inputs }),
    });
    return (await handler(request)).status;
  };
  expect(await status({ host: 'app.test', origin: 'https://app.test' })).toBe(200);
  expect(await status({ host: 'app.test:8080', origin: 'http://app.test:8080' })).toBe(200);
  expect(await status({ host: 'app.test', origin: 'https://evil.test' })).toBe(403);
  expect(await status({ origin: 'https://null' })).toBe(403);
});

test('a page of a listed origin may call, and read every answer', async () => {
  const { handler, sent } = proxyTo(undefined, { cors });
  for (const origin of cors) {
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
  }
  expect(sent).toHaveLength(2);
});

test('a preflight of a listed origin is answered without asking anybody', async () => {
  const { handler } = proxyTo(undefined, { cors, authorize: () => null });
  const preflight = (origin: string) =>
    readAll(
      handler(
        ask('/v1/lipsync/generate', {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type,x-csrf',
          },
        }),
      ),
    );
  const answer = await preflight('https://friend.test');
  expect(answer).toMatchObject({
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

test('with listed origins, others get no more than without', async () => {
  const { handler } = proxyTo(undefined, { cors });
  for (const headers of hostile) {
    const answer = await readAll(handler(post({ inputs }, headers)));
    expect(answer).toMatchObject(refused);
    expect(Object.keys(answer.headers).sort()).toEqual(['cache-control', 'content-type', 'vary']);
  }
});

test('a read that another site’s page sends with the user’s cookies is refused before anybody is asked', async () => {
  let asked = 0;
  const { handler, sent } = proxyTo(undefined, {
    authorize: () => {
      asked++;
      return { owner: 'ann' };
    },
  });
  for (const headers of hostile) {
    for (const path of ['/v1/lipsync/requests?limit=100', '/v1/users/me', '/health']) {
      expect(await readAll(handler(ask(path, { headers })))).toMatchObject(refused);
    }
  }
  expect([asked, sent]).toEqual([0, []]);
  // A picture or a link tells no Origin, and a page of one’s own says that it is near.
  expect((await handler(ask('/health', { headers: { 'sec-fetch-site': 'same-origin' } }))).status).not.toBe(403);
  expect((await handler(ask('/health'))).status).not.toBe(403);
});
