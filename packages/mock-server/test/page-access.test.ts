import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { makeJob, startMock } from './fixtures.ts';
import { act, ask, html, read } from './page-fixtures.ts';
import { sendRaw } from './raw.ts';

const outside = Object.values(networkInterfaces())
  .flat()
  .find((net) => net?.family === 'IPv4' && !net.internal)?.address;
const paths = ['/', '/page/base.css', '/page/page.css', '/page/page.js', '/page/state', '/page/advance'];
const local =
  /this page is only for the machine of the mock: open http:\/\/127\.0\.0\.1:\d+\/ there, or start the mock with --page any/;

test.each([
  ['a name that leads here by DNS', { host: 'evil.example' }],
  ['a name that begins as one of this machine', { host: '127.0.0.1.evil.example:4010' }],
  ['a name that ends as one of this machine', { host: 'evil-localhost' }],
  ['a name that hides one of this machine', { host: 'localhost@evil.example' }],
  ['a tunnel that says whom it speaks for', { 'x-forwarded-for': '203.0.113.7' }],
  ['a proxy that says whom it speaks for', { forwarded: 'for=203.0.113.7' }],
  ['a proxy that says so in another way', { 'x-real-ip': '203.0.113.7' }],
  ['a proxy that says which name was called', { 'x-forwarded-host': 'mock.example' }],
  ['a proxy that says that it is one', { via: '1.1 proxy' }],
])('%s gets no page', async (_, headers) => {
  const mock = await startMock();
  const start = mock.clock.now();
  for (const path of paths) {
    const { status, body } = await ask(mock, path, { headers: { ...html, ...headers } });
    expect([path, status]).toEqual([path, 403]);
    expect(JSON.parse(body).error).toMatch(local);
  }
  expect((await act(mock, 'advance', { ms: 1 }, headers)).status).toBe(403);
  expect(mock.clock.now()).toBe(start);
  const open = await startMock({ page: 'any' });
  expect((await ask(open, '/', { headers: { ...html, ...headers } })).status).toBe(200);
});

test('a request without a Host gets no page', async () => {
  const mock = await startMock();
  expect(await sendRaw(mock, 'GET / HTTP/1.0\r\nAccept: text/html\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
});

test.skipIf(!outside)('another machine gets no page, whatever name it gives', async () => {
  const asking = { host: outside ?? '', headers: { ...html, host: '127.0.0.1' } };
  const mock = await startMock({ host: '0.0.0.0' });
  expect((await ask(mock, '/', asking)).status).toBe(403);
  expect((await ask(mock, '/page/state', asking)).status).toBe(403);
  const open = await startMock({ host: '0.0.0.0', page: 'any' });
  expect((await ask(open, '/', asking)).status).toBe(200);
});

test.each(['localhost', 'LOCALHOST:4010', '127.0.0.1', '127.1.2.3:80', '[::1]:4010'])(
  '%s gets the page',
  async (host) => {
    const mock = await startMock();
    expect((await ask(mock, '/', { headers: { ...html, host } })).status).toBe(200);
  },
);

const foreign: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another port', { origin: 'http://127.0.0.1:5173', 'sec-fetch-site': 'same-site' }],
  ['a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }],
  ['a sandbox', { origin: 'null' }],
  ['an image or a script', { 'sec-fetch-site': 'cross-site' }],
  ['an image or a script of another port', { 'sec-fetch-site': 'same-site' }],
];

test.each(foreign)('%s can neither read nor change anything', async (_, headers) => {
  const mock = await startMock({ cors: true, page: 'any' });
  const start = mock.clock.now();
  await makeJob(mock);
  const answers = [
    await ask(mock, '/page/state', { headers }),
    await act(mock, 'advance', { ms: 1_000 }, headers),
    await act(mock, 'fail-next', { fault: 'reset' }, headers),
    await act(mock, 'reset', {}, headers),
  ];
  for (const { status, headers, body } of answers) {
    expect([status, body]).toEqual([403, '{"error":"pages of other origins may not use this"}']);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
  expect(await read(mock)).toMatchObject({ now: start, jobCount: 1, faults: [] });
  // A link from there may open the page.
  const { 'sec-fetch-site': site = 'cross-site' } = headers;
  expect((await ask(mock, '/', { headers: { ...html, 'sec-fetch-site': site } })).status).toBe(200);
});

test('no form can send what changes something, and no preflight lets others try', async () => {
  const mock = await startMock({ cors: true });
  const start = mock.clock.now();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    expect((await act(mock, 'advance', { ms: 1_000 }, { 'content-type': type })).status).toBe(415);
  }
  expect((await ask(mock, '/page/reset')).status).toBe(405);
  const { origin, host } = new URL(mock.url);
  const headers = { origin, host, 'access-control-request-method': 'POST' };
  const preflight = await ask(mock, '/page/advance', { method: 'OPTIONS', headers });
  expect(preflight).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  expect(mock.clock.now()).toBe(start);
  const own = { origin, host, 'sec-fetch-site': 'same-origin' };
  expect((await act(mock, 'advance', { ms: 1_000 }, own)).status).toBe(200);
  expect(mock.clock.now()).toBe(start + 1_000);
});
