import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { generated, proxyTo } from './fake-api.ts';
import { watchLog } from './log.ts';
import { openSocket, readAll } from './raw.ts';
import { ask, inputs, mediaForm, post, postForm, submissions } from './requests.ts';
import { listen, startProxy } from './servers.ts';

const answer = '{"status":"success","request_id":"3b7df3e8-f578-44de-b4f5-5f58dd6b89e0"}';
const part = (disposition: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const media = part('name="video"; filename="x"', 'v'.repeat(100_000)) + part('name="audio"; filename="x"', 'a');
const form = `${media}${part('name="reference_id"', 'mine')}--b--\r\n`;
const json = JSON.stringify({ inputs: [{ type: 'video', url: 'x' }], reference_id: 'm' });
const host = 'Host: app.test\r\nX-User: ann\r\n';
const head = (length: number, type = 'multipart/form-data; boundary=b', path = 'generate-with-media') =>
  `POST /api/chamelaion/v1/lipsync/${path} HTTP/1.1\r\n${host}Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
const unfinished = head(10_000_000) + form.slice(0, 60_000);

/** A proxy before an API that answers when it is told to. */
async function stage() {
  const exchanges: { request: IncomingMessage; response: ServerResponse; received: number }[] = [];
  const { origin } = await listen((request, response) => {
    const exchange = { request, response, received: 0 };
    exchanges.push(exchange);
    request.on('data', (chunk: Buffer) => {
      exchange.received += chunk.length;
    });
    request.on('error', () => {});
  });
  return { exchanges, baseURL: await startProxy(origin) };
}

test('a caller who leaves in the middle of an upload ends it', async () => {
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(baseURL, unfinished);
  await expect.poll(() => exchanges[0]?.received ?? 0).toBeGreaterThan(50_000);
  socket.destroy();
  await expect.poll(() => exchanges[0]?.response.closed).toBe(true);
  expect(exchanges[0]?.request.complete).toBe(false);
});

test.each([
  ['an upload', head(form.length) + form],
  ['a job from URLs', head(json.length, 'application/json', 'generate') + json],
])('%s that was sent whole goes on without its caller, and its answer is kept', async (_, bytes) => {
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(baseURL, bytes);
  await expect.poll(() => exchanges[0]?.request.complete).toBe(true);
  socket.destroy();
  await once(socket, 'close');
  const second = readAll(openSocket(baseURL, bytes), answer.slice(1));
  await new Promise(setImmediate);
  expect(exchanges[0]?.response.closed).toBe(false);
  exchanges[0]?.response.end(answer);
  expect(await second).toMatch(/^HTTP\/1\.1 200/);
  const third = await readAll(openSocket(baseURL, bytes), answer.slice(1));
  expect(third).toMatch(/^HTTP\/1\.1 200/);
  expect(exchanges.filter(({ request }) => request.complete)).toHaveLength(1);
});

test('a caller who leaves while waiting for a job ends the request', async () => {
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(baseURL, `GET /api/chamelaion/v1/lipsync/requests/x HTTP/1.1\r\n${host}\r\n`);
  await expect.poll(() => exchanges.length).toBe(1);
  socket.destroy();
  await expect.poll(() => exchanges[0]?.response.closed).toBe(true);
});

test.each([
  ['a refusal', 412, '{"error":"token limit reached"}', 'HTTP/1.1 412 [^]*token limit reached', 0],
  ['a success, which is none,', 200, answer, 'HTTP/1.1 502 ', 1],
])('%s that comes before the end of an upload is told, and ends it', async (_, status, body, expected, logged) => {
  const log = watchLog();
  const { exchanges, baseURL } = await stage();
  const told = readAll(openSocket(baseURL, unfinished), '}');
  await expect.poll(() => exchanges.length).toBe(1);
  exchanges[0]?.response.writeHead(status).end(body);
  await expect.poll(() => exchanges[0]?.response.closed).toBe(true);
  expect(await told).toMatch(new RegExp(expected));
  const why = 'the API answered an upload with a job before the upload had ended';
  expect(log.mock.calls).toEqual(Array(logged).fill(['@chamelaion/proxy:', why]));
});

test.each(submissions)('a caller who has already left gets no job from %s', async (_, request) => {
  const { call, sent } = proxyTo();
  const gone = new Request(request(), { signal: AbortSignal.abort() });
  expect((await call(gone))[0]).toBeGreaterThanOrEqual(400);
  expect(sent).toEqual([]);
});

test('no listener is left on a request that was answered', async () => {
  const broken = mediaForm({ reference_id: '' });
  for (const request of [ask('/health'), post({ inputs }), postForm(mediaForm()), postForm(broken)]) {
    const added = vi.spyOn(request.signal, 'addEventListener');
    const removed = vi.spyOn(request.signal, 'removeEventListener');
    await proxyTo(() => Response.json({ error: 'no' }, { status: 400 })).handler(request);
    const listeners = new Set(added.mock.calls.map(([, listener]) => listener));
    for (const [, listener] of removed.mock.calls) listeners.delete(listener);
    expect(listeners.size).toBe(0);
  }
});

test('a runtime is asked to go on with what was sent whole, and with nothing else', async () => {
  const { handler } = proxyTo(generated);
  const kept: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => void kept.push(work) };
  for (const [, request] of submissions) await handler(request(), context);
  expect(kept).toHaveLength(2);
  await handler(ask('/health'), context);
  const broken = mediaForm();
  broken.delete('audio');
  await handler(postForm(broken), context);
  expect(kept).toHaveLength(2);
  await Promise.all(kept);
  // The second argument of other frameworks is of another kind.
  expect((await handler(post({ inputs }), { params: {} } as object)).status).toBe(200);
});

test.each(submissions)('a waitUntil that throws loses no job from %s', async (_, request) => {
  const log = watchLog();
  const waitUntil = () => {
    throw new Error('too late');
  };
  expect((await proxyTo().handler(request(), { waitUntil })).status).toBe(200);
  expect(log).toHaveBeenCalledOnce();
});
