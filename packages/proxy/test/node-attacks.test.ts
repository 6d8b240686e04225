import type { IncomingMessage } from 'node:http';
import { createProxyHandler } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';
import { expect, test, vi } from 'vitest';
import { openSocket, readAll, statusOf } from './raw.ts';
import { listen, startProxy } from './servers.ts';
import { apiKey, settings } from './settings.ts';

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

test('a target that is not plainly an operation is not found', async () => {
  const { seen, baseURL } = await stage();
  const elsewhere = ['http://evil.test', 'HTTP://127.0.0.1', '//evil.test', '/', '/x/..'].map((begin) => begin + base);
  const segments = ['..', '%2e%2e', '.%2E', '.'].map((dots) => `${base}/v1/x/${dots}/users`);
  const encoded = ['/v1%2fusers', '/v1%5cusers', '\\v1\\users', '@evil.test/v1/users'].map((begin) => base + begin);
  const begins = [
    ...elsewhere.map((begin) => `${begin}/v1/users`),
    ...segments,
    ...encoded,
    '/api%2fchamelaion/v1/users',
  ];
  const ends = ['%00', '%0d%0aX:y', '|', '/.', 'x'.repeat(8_000)].map((end) => `${base}/v1/users/me${end}`);
  for (const target of [...begins.map((begin) => `${begin}/me`), ...ends, '*']) {
    expect(await statusOf(baseURL, `GET ${target} HTTP/1.1\r\n${host}\r\n`), target).toBe(404);
  }
  expect(seen).toEqual([]);
});

const me = `GET ${base}/v1/users/me HTTP/1.1\r\n`;
const generate = `POST ${base}/v1/lipsync/generate HTTP/1.1\r\n${host}`;
const chunked = 'Transfer-Encoding: chunked\r\n';

test.each<[string, string, number?]>([
  ['a tab in the target', `GET ${base}/v1/us\ters/me HTTP/1.1\r\n${host}\r\n`],
  ['a NUL in the target', `GET ${base}/v1/users/me\0 HTTP/1.1\r\n${host}\r\n`],
  ['a bare line end in the target', `GET ${base}/v1/users/me\n HTTP/1.1\r\n${host}\r\n`],
  ['a target of 100 kB', `GET ${base}/${'x'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`],
  ['no host', `${me}X-User: ann\r\n\r\n`],
  ['a host with a path', `GET /v1/users/me HTTP/1.1\r\nHost: x${base}\r\nX-User: ann\r\n\r\n`],
  ['a host with a query', `${me}Host: x?\r\nX-User: ann\r\n\r\n`],
  ['a host with a user', `${me}Host: a@b\r\nX-User: ann\r\n\r\n`],
  ['CONNECT', `CONNECT evil.test:443 HTTP/1.1\r\n${host}\r\n`],
  ['TRACE', `TRACE ${base}/v1/users/me HTTP/1.1\r\n${host}\r\n`, 405],
  ['an unknown method', `FETCH ${base}/v1/users/me HTTP/1.1\r\n${host}\r\n`],
  ['a lower-case method', `get ${base}/v1/users/me HTTP/1.1\r\n${host}\r\n`],
  ['two lengths', `${generate}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
  ['a length and chunks', `${generate}Content-Length: 2\r\n${chunked}\r\n0\r\n\r\n`],
  ['chunks named twice', `${generate}${chunked}Transfer-Encoding: identity\r\n\r\n0\r\n\r\n`],
  ['a length that is none', `${generate}Content-Length: -1\r\n\r\n`],
  ['a folded header', `${me}Host: x\r\nX-User: ann\r\n b: c\r\n : d\r\n\r\n`],
])('%s reaches nothing', async (_, bytes, expected) => {
  const { seen, baseURL } = await stage();
  const status = await statusOf(baseURL, bytes);
  expect(status === 0 || status >= 400).toBe(true);
  if (expected) expect(status).toBe(expected);
  expect(seen).toEqual([]);
});

test('no smuggled header arrives', async () => {
  const { seen, baseURL } = await stage();
  const twice = 'Connection: x-api-key, x-user, keep-alive\r\nX-Api-Key: own\r\nX-Api-Key: own2\r\n';
  const others = 'X-HTTP-Method-Override: DELETE\r\nRange: bytes=0-own\r\nX-Own: own\r\n';
  const bytes = `GET ${base}/v1/users/me?own=1 HTTP/1.1\r\n${host}${twice}${others}\r\n`;
  expect(await statusOf(baseURL, bytes)).toBe(200);
  expect(seen).toHaveLength(1);
  expect(JSON.stringify([seen[0]?.rawHeaders, seen[0]?.url])).not.toContain('own');
  const headers = { 'x-api-key': apiKey, host: expect.stringMatching(/^127\.0\.0\.1:/) };
  expect(seen[0]).toMatchObject({ url: '/v1/users/me', headers });
});

test('a request behind a request is a separate request', async () => {
  const { seen, baseURL } = await stage();
  const hidden = `${me}Host: app.test\r\n\r\n`;
  const bytes = `${generate}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}${hidden}`;
  const text = await readAll(openSocket(baseURL, bytes), /HTTP\/1\.1 .*HTTP\/1\.1 /s);
  expect(text.match(/HTTP\/1\.1 (\d+)/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 401']);
  expect(seen).toEqual([]);
});

const post = `POST ${base}/v1/lipsync/generate-with-media HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=b\r\n`;

test('an upload that is declared too long, or is endless, is told so, and its connection ended', async () => {
  const { seen, baseURL } = await stage();
  const declared = readAll(openSocket(baseURL, `${post}Content-Length: 2000000\r\n\r\n--b`));
  const socket = openSocket(baseURL, `${post}${chunked}\r\n`);
  const endless = readAll(socket);
  let next = '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\n'.padEnd(65_536, 'x');
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
  for (const told of [declared, endless]) {
    expect(await told).toMatch(/^HTTP\/1\.1 413 .*connection: close.*request body is too large/is);
  }
  expect(sent).toBeGreaterThan(1_000_000);
  await expect.poll(() => seen.every(({ complete }) => !complete)).toBe(true);
});

test('a small answer to a large upload leaves the connection usable', async () => {
  const { baseURL } = await stage();
  const body = '--b'.padEnd(900_000, 'x');
  const bytes = `${post}Content-Length: ${body.length}\r\n\r\n${body}GET ${base}/health HTTP/1.1\r\n${host}\r\n`;
  const text = await readAll(openSocket(baseURL, bytes), '"ok"');
  expect(text.match(/HTTP\/1\.1 (\d+)/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
});

test.each(['Express', 'Node http'])('a body that was read before is an error that says so, on %s', async (mount) => {
  const listener = toNodeListener(createProxyHandler({ ...settings, baseURL: 'http://127.0.0.1:9' }));
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const { origin } = await listen((request, response) => {
    const next = (error?: unknown) => {
      process.emitWarning(error as Error);
      response.writeHead(500).end();
    };
    request.resume().on('end', () => listener(request, response, mount === 'Express' ? next : undefined));
  });
  const init = { method: 'POST', body: '{}', headers: { 'x-user': 'ann' } };
  expect((await fetch(`${origin}${base}/v1/lipsync/generate`, init)).status).toBe(500);
  expect(warn.mock.calls).toEqual([[expect.objectContaining({ message: expect.stringContaining('express.json()') })]]);
  warn.mockRestore();
});
