import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Chamelaion, { APIConnectionError, ChamelaionError, type Fetch } from '@chamelaion/client';
import nodeFetch from 'node-fetch';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { body } from './answer.ts';
import { id, listed, made } from './job-steps.ts';
import { clientOf } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const files = { video: new Uint8Array(9), audio: new Uint8Array(9) };
const received: { length: string | undefined; text: string }[] = [];
const server = createServer(async (request, response) => {
  const text = (await request.setEncoding('utf8').toArray()).join('');
  received.push({ length: request.headers['content-length'], text });
  // The first answer sends undici back with whatever it can send again.
  response.writeHead(received.length === 1 && request.url?.startsWith('/misdirected') ? 421 : 200);
  response.end(JSON.stringify({ status: 'success', request_id: id }));
});
const clientAt = (path: string, fetch?: Fetch) => {
  const { port } = server.address() as AddressInfo;
  const baseURL = `http://127.0.0.1:${port}${path}`;
  return new Chamelaion({ apiKey: 'key', baseURL, fetch, logLevel: 'off' });
};

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
beforeEach(() => {
  received.length = 0;
});
afterAll(() => server.close());

test("Node's fetch sends no submission again by itself: not even after a 421", async () => {
  const call = clientAt('/misdirected').lipsync.generate(body, { submit: 'plain' });
  await expect(call).rejects.toMatchObject({ status: 421 });
  expect(received).toHaveLength(1);
});

test('a fetch that tries again by itself sends no submission twice', async () => {
  const stubborn: Fetch = async (url, init) => {
    const response = await fetch(url, init as never);
    return response.status === 421 ? fetch(url, init as never) : response;
  };
  const call = clientAt('/misdirected', stubborn).lipsync.generate(body, { submit: 'plain' });
  await expect(call).rejects.toThrow('it was sent before');
  expect(received).toHaveLength(1);
});

test('JSON goes with its length in bytes', async () => {
  const voice = { ...body, reference_id: 'Ünïcode 🎙' };
  await clientAt('').lipsync.generate(voice);
  expect(received).toEqual([{ length: String(Buffer.byteLength(JSON.stringify(voice))), text: JSON.stringify(voice) }]);
});

test('a fetch that knows no streams sends JSON as a text, and refuses an upload before it is sent', async () => {
  const client = clientAt('', nodeFetch as unknown as Fetch);
  expect(await client.lipsync.generate({ ...body, reference_id: 'order-1' })).toMatchObject({ request_id: id });
  expect(received.map(({ text }) => JSON.parse(text))).toEqual([{ ...body, reference_id: 'order-1' }]);
  const failure = await client.lipsync.generateWithMedia(files).catch((error) => error);
  expect(failure.constructor).toBe(ChamelaionError);
  expect(failure.message).toContain('fetch cannot send streams');
  expect(received).toHaveLength(1);
});

test('a failure before anything was taken of the body made no job: nothing is looked for', async () => {
  const sent: string[] = [];
  const client = clientOf(async (_, init) => {
    sent.push(String(init.method));
    throw new TypeError('Expected the body to be a Buffer');
  });
  const call = inVirtualTime(() => client.lipsync.generate(body));
  await expect(call).rejects.toMatchObject({ name: 'APIConnectionError' });
  await expect(call).rejects.toThrow('Expected the body to be a Buffer');
  expect(sent).toEqual(['POST', 'POST', 'POST']);
});

test('an answer to a body that was not taken proves nothing: it may be a stub', async () => {
  const sent: string[] = [];
  const steps = [() => new Response('gateway', { status: 502 }), listed(id)];
  const client = clientOf(async (url, init) => {
    sent.push(String(init.method));
    return (steps[sent.length - 1] ?? made)(url, init);
  });
  await inVirtualTime(() => client.lipsync.generate(body)).catch(() => {});
  expect(sent.slice(0, 2)).toEqual(['POST', 'GET']);
});

test('a fetch that outlives its attempt can take nothing any more', async () => {
  let late: unknown;
  const slow: Fetch = async (_, init) => {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    late = await new Response(init.body).text().catch((error) => error);
    throw new Error('late');
  };
  const client = clientOf(slow, { maxRetries: 0, timeout: 1_000 });
  const call = inVirtualTime(async () => {
    const failure = await client.lipsync.generate(body).catch((error) => error);
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    return failure;
  });
  expect(await call).toBeInstanceOf(APIConnectionError);
  expect(late).toBeInstanceOf(Error);
});
