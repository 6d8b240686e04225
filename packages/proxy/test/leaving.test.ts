import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { ask, generated, inputs, mediaForm, post, postForm, proxyTo, read, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { openSocket, readAll } from './raw.ts';
import { listen, startProxy } from './servers.ts';

const answer = '{"status":"success","request_id":"3b7df3e8-f578-44de-b4f5-5f58dd6b89e0"}';
const part = (name: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${name === 'reference_id' ? '' : '; filename="x"'}\r\n\r\n${content}\r\n`;
const form = `${part('video', 'v'.repeat(100_000))}${part('audio', 'a')}${part('reference_id', 'mine')}--b--\r\n`;
const head = (length: number, type = 'multipart/form-data; boundary=b', path = '/generate-with-media') =>
  `POST /api/chamelaion/v1/lipsync${path} HTTP/1.1\r\nHost: app.test\r\nX-User: ann\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  received: number;
  whole: boolean;
  closed: boolean;
}

/** A proxy before an API that answers when it is told to. */
async function stage() {
  const exchanges: Exchange[] = [];
  const { origin } = await listen((request, response) => {
    const exchange = { request, response, received: 0, whole: false, closed: false };
    exchanges.push(exchange);
    request.on('data', (chunk: Buffer) => {
      exchange.received += chunk.length;
    });
    request.on('end', () => {
      exchange.whole = true;
    });
    request.on('error', () => {});
    response.on('close', () => {
      exchange.closed = true;
    });
  });
  return { exchanges, baseURL: await startProxy(origin) };
}

test('a caller who leaves in the middle of an upload ends it', async () => {
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(baseURL, head(form.length) + form.slice(0, 60_000));
  await expect.poll(() => exchanges[0]?.received ?? 0).toBeGreaterThan(50_000);
  socket.destroy();
  await expect.poll(() => exchanges[0]?.closed).toBe(true);
  expect(exchanges[0]?.whole).toBe(false);
});

test.each([
  ['an upload', head(form.length) + form],
  [
    'a job from URLs',
    head(70, 'application/json', '/generate') +
      JSON.stringify({ inputs: [{ type: 'video', url: 'x' }], reference_id: 'm' }).padEnd(70),
  ],
])('%s that was sent whole goes on without its caller, and its answer is kept', async (_, bytes) => {
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(baseURL, bytes);
  await expect.poll(() => exchanges[0]?.whole).toBe(true);
  socket.destroy();
  await once(socket, 'close');
  const again = openSocket(baseURL, bytes);
  const second = readAll(again, (text) => text.includes(answer.slice(1)));
  await new Promise(setImmediate);
  expect(exchanges[0]?.closed).toBe(false);
  exchanges[0]?.response.end(answer);
  expect(await second).toMatch(/^HTTP\/1\.1 200/);
  const third = await readAll(openSocket(baseURL, bytes), (text) => text.includes(answer.slice(1)));
  expect(third).toMatch(/^HTTP\/1\.1 200/);
  expect(exchanges.filter(({ whole }) => whole)).toHaveLength(1);
});

test('a caller who leaves while waiting for a job ends the request', async () => {
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(
    baseURL,
    'GET /api/chamelaion/v1/lipsync/requests/x HTTP/1.1\r\nHost: app.test\r\nX-User: ann\r\n\r\n',
  );
  await expect.poll(() => exchanges.length).toBe(1);
  socket.destroy();
  await expect.poll(() => exchanges[0]?.closed).toBe(true);
});

test('an upload that is refused before its end is told so, and ends', async () => {
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(baseURL, head(10_000_000) + form.slice(0, 60_000));
  const told = readAll(socket, (text) => text.includes('}'));
  await expect.poll(() => exchanges.length).toBe(1);
  exchanges[0]?.response.writeHead(412).end('{"error":"token limit reached"}');
  await expect.poll(() => exchanges[0]?.closed).toBe(true);
  const text = await told;
  expect(text).toContain('HTTP/1.1 412');
  expect(text).toContain('token limit reached');
});

test('a caller who has already left gets no job', async () => {
  const { handler, sent } = proxyTo();
  for (const request of [post({ inputs }), postForm(mediaForm())]) {
    const gone = new Request(request, { signal: AbortSignal.abort() });
    expect((await read(handler(gone)))[0]).toBeGreaterThanOrEqual(400);
  }
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
  await handler(post({ inputs }), context);
  await handler(postForm(mediaForm()), context);
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

test('a waitUntil that throws loses no job that was made', async () => {
  const log = watchLog();
  const { handler } = proxyTo(generated);
  const context = {
    waitUntil() {
      throw new Error('too late');
    },
  };
  expect((await read(handler(post({ inputs }), context)))[0]).toBe(200);
  expect((await read(handler(postForm(mediaForm()), context)))[0]).toBe(200);
  expect(log).toHaveBeenCalledTimes(2);
});

test('a success that comes before the end of its upload is no success', async () => {
  const log = watchLog();
  const { exchanges, baseURL } = await stage();
  const socket = openSocket(baseURL, head(10_000_000) + form.slice(0, 60_000));
  const told = readAll(socket, (text) => text.includes('}'));
  await expect.poll(() => exchanges.length).toBe(1);
  exchanges[0]?.response.writeHead(200).end(JSON.stringify({ status: 'success', request_id }));
  expect(await told).toContain('HTTP/1.1 502');
  expect(String(log.mock.calls[0])).toContain('before the upload had ended');
});
