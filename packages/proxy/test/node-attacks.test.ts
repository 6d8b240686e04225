import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { openSocket, readAll, statusOf } from './raw.ts';
import { listen, startProxy } from './servers.ts';
import { apiKey } from './settings.ts';

const base = '/api/chamelaion';
const host = 'Host: app.test\r\nX-User: ann\r\n';

/** A proxy before an API that says yes to everything. */
async function stage() {
  const seen: IncomingMessage[] = [];
  const { origin } = await listen((request, response) => {
    seen.push(request);
    request.resume();
    request.on('end', () => response.end('{"name":"token","status":"ok"}'));
  });
  return { seen, baseURL: await startProxy(origin, { maxUploadBytes: 1_000_000 }) };
}

test.each([
  `http://evil.test${base}/v1/users/me`,
  `https://evil.test/v1/users/me`,
  `HTTP://127.0.0.1${base}/v1/users/me`,
  `//evil.test${base}/v1/users/me`,
  `/${base}/v1/users/me`,
  `${base}/v1/lipsync/../users/me`,
  `${base}/v1/lipsync/%2e%2e/users/me`,
  `${base}/v1/lipsync/.%2E/users/me`,
  `${base}/./v1/users/me`,
  `${base}/v1/users/me/.`,
  `${base}\\v1\\users\\me`,
  `${base}/v1\\users/me`,
  `${base}/v1%2fusers%2fme`,
  `${base}/v1%5cusers/me`,
  `/x/..${base}/v1/users/me`,
  `${base}/v1/users/me%00`,
  `${base}/v1/users/me%0d%0aX:y`,
  `${base}/v1/users/me%09`,
  `${base}/v1/users/me|`,
  `${base}/v1/users/me"`,
  `/api%2fchamelaion/v1/users/me`,
  `/api/chamelaion@evil.test/v1/users/me`,
  '*',
  `${base}/v1/users/${'x'.repeat(8_000)}`,
])('the target %s is refused', async (target) => {
  const { seen, baseURL } = await stage();
  expect(await statusOf(baseURL, `GET ${target} HTTP/1.1\r\n${host}\r\n`)).toBe(404);
  expect(seen).toEqual([]);
});

test.each([
  ['a tab in the target', `GET ${base}/v1/us\ters/me HTTP/1.1\r\n${host}\r\n`],
  ['a NUL in the target', `GET ${base}/v1/users/me\0 HTTP/1.1\r\n${host}\r\n`],
  ['a bare line end in the target', `GET ${base}/v1/users/me\n HTTP/1.1\r\n${host}\r\n`],
  ['a target of 100 kB', `GET ${base}/${'x'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`],
  ['no host', `GET ${base}/v1/users/me HTTP/1.1\r\nX-User: ann\r\n\r\n`],
  ['a host with a path', `GET /v1/users/me HTTP/1.1\r\nHost: x${base}\r\nX-User: ann\r\n\r\n`],
  ['a host with a query', `GET ${base}/v1/users/me HTTP/1.1\r\nHost: x?\r\nX-User: ann\r\n\r\n`],
  ['a host with a user', `GET ${base}/v1/users/me HTTP/1.1\r\nHost: a@b\r\nX-User: ann\r\n\r\n`],
  ['CONNECT', `CONNECT evil.test:443 HTTP/1.1\r\n${host}\r\n`],
  ['TRACE', `TRACE ${base}/v1/users/me HTTP/1.1\r\n${host}\r\n`],
  ['an unknown method', `FETCH ${base}/v1/users/me HTTP/1.1\r\n${host}\r\n`],
  ['a lower-case method', `get ${base}/v1/users/me HTTP/1.1\r\n${host}\r\n`],
  [
    'two lengths',
    `POST ${base}/v1/lipsync/generate HTTP/1.1\r\n${host}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
  ],
  [
    'a length and chunks',
    `POST ${base}/v1/lipsync/generate HTTP/1.1\r\n${host}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    'chunks named twice',
    `POST ${base}/v1/lipsync/generate HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
  ],
  ['a length that is none', `POST ${base}/v1/lipsync/generate HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`],
  ['a folded header', `GET ${base}/v1/users/me HTTP/1.1\r\nHost: x\r\nX-User: ann\r\n b: c\r\n : d\r\n\r\n`],
])('%s reaches nothing', async (_, bytes) => {
  const { seen, baseURL } = await stage();
  const status = await statusOf(baseURL, bytes);
  expect(status === 0 || status >= 400).toBe(true);
  expect(seen).toEqual([]);
});

test('no smuggled header arrives', async () => {
  const { seen, baseURL } = await stage();
  const headers = [
    'Connection: x-api-key, x-user, keep-alive',
    'X-Api-Key: own',
    'X-Api-Key: own2',
    'Authorization: Bearer own',
    'Cookie: own',
    'X-Forwarded-For: own',
    'X-HTTP-Method-Override: DELETE',
    'Expect: own-continue',
    'Range: bytes=0-own',
    'X-Own: own',
  ];
  const bytes = `GET ${base}/v1/users/me?own=1 HTTP/1.1\r\n${host}${headers.join('\r\n')}\r\n\r\n`;
  expect(await statusOf(baseURL, bytes.replace('Expect: own-continue\r\n', ''))).toBe(200);
  expect(seen).toHaveLength(1);
  expect(JSON.stringify([seen[0]?.rawHeaders, seen[0]?.url])).not.toContain('own');
  expect(seen[0]?.headers).toMatchObject({
    'x-api-key': apiKey,
    host: expect.stringMatching(/^127\.0\.0\.1:/),
  });
  expect(seen[0]?.url).toBe('/v1/users/me');
});

test('a request behind a request is a separate request', async () => {
  const { seen, baseURL } = await stage();
  const json = 'Content-Type: application/json\r\n';
  const hidden = `GET ${base}/v1/users/me HTTP/1.1\r\nHost: app.test\r\n\r\n`;
  const bytes = `POST ${base}/v1/lipsync/generate HTTP/1.1\r\n${host}${json}Content-Length: 2\r\n\r\n{}${hidden}`;
  const text = await readAll(openSocket(baseURL, bytes), (all) => (all.match(/HTTP\/1\.1 /g) ?? []).length === 2);
  expect(text.match(/HTTP\/1\.1 (\d+)/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 401']);
  expect(seen).toEqual([]);
});

const post = `POST ${base}/v1/lipsync/generate-with-media HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=b\r\n`;

test('an upload that is declared too long is told so at once, and its connection ended', async () => {
  const { seen, baseURL } = await stage();
  const text = await readAll(openSocket(baseURL, `${post}Content-Length: 1000001\r\n\r\n--b`));
  expect(text).toMatch(/^HTTP\/1\.1 413 .*request body is too large/s);
  expect(seen).toEqual([]);
});

test('an endless upload is told so, and its connection ended', async () => {
  const { seen, baseURL } = await stage();
  const socket = openSocket(baseURL, `${post}Transfer-Encoding: chunked\r\n\r\n`);
  const told = readAll(socket);
  const begin = '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\n';
  let next = begin.padEnd(65_536, 'x');
  let sent = 0;
  const send = () => {
    while (!socket.destroyed && sent < 1e9) {
      sent += next.length;
      const more = socket.write(`10000\r\n${next}\r\n`);
      next = 'x'.repeat(65_536);
      if (!more) return void socket.once('drain', send);
    }
  };
  send();
  expect(await told).toMatch(/^HTTP\/1\.1 413 .*request body is too large/s);
  expect(sent).toBeGreaterThan(1_000_000);
  await expect.poll(() => seen.every(({ complete }) => !complete)).toBe(true);
});

test('a small answer to a large upload leaves the connection usable', async () => {
  const { baseURL } = await stage();
  const body = '--b'.padEnd(900_000, 'x');
  const bytes = `${post}Content-Length: ${body.length}\r\n\r\n${body}GET ${base}/health HTTP/1.1\r\n${host}\r\n`;
  const text = await readAll(openSocket(baseURL, bytes), (all) => all.includes('"ok"'));
  expect(text.match(/HTTP\/1\.1 (\d+)/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
});

test('a body that somebody else has read is an error that says so', async () => {
  const { toNodeListener } = await import('@chamelaion/proxy/node');
  const { createProxyHandler } = await import('@chamelaion/proxy');
  const { settings } = await import('./settings.ts');
  const listener = toNodeListener(createProxyHandler({ ...settings, baseURL: 'http://127.0.0.1:9' }));
  const errors: unknown[] = [];
  const { origin } = await listen((request, response) => {
    request.resume().on('end', () =>
      listener(request, response, (error) => {
        errors.push(error);
        response.writeHead(500).end();
      }),
    );
  });
  const init = { method: 'POST', body: '{}', headers: { 'x-user': 'ann' } };
  expect((await fetch(`${origin}${base}/v1/lipsync/generate`, init)).status).toBe(500);
  expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining('express.json()') })]);
});
