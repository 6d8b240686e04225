import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Chamelaion, { APIConnectionTimeoutError, APIUserAbortError, type Fetch } from '@chamelaion/client';
import { afterEach, expect, test, vi } from 'vitest';
import { body } from '../answer.ts';
import { storage } from './storage.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

afterEach(() => {
  vi.useRealTimers();
});

const media = { video: new Uint8Array(100_000), audio: new Uint8Array(9) };
const calls: Record<string, (client: Chamelaion, signal: AbortSignal) => Promise<unknown>> = {
  'a submission': (client, signal) => client.lipsync.generate(body, { signal }),
  'an upload': (client, signal) => client.lipsync.generateWithMedia(media, { signal }),
  // What a read sends does not lose its signal today.
  'a read': (client, signal) => client.lipsync.requests.retrieve('job-1', { signal }),
};
const ends = {
  'an abort': { end: (controller: AbortController) => controller.abort(), error: APIUserAbortError },
  'the timeout': { end: () => vi.advanceTimersByTime(5_000), error: APIConnectionTimeoutError },
};

test.each(
  Object.entries(ends).flatMap(([name, way]) =>
    Object.entries(calls).map(([call, send]) => [name, call, { ...way, send }] as const),
  ),
)(
  '%s closes the connection of %s whose answer stalls, even if garbage was collected before',
  async (_, __, { end, error, send }) => {
    let closed: Promise<unknown> | undefined;
    const { request } = await storage((request, response) => {
      closed = once(response, 'close');
      request.resume().on('end', () => response.writeHead(200, { 'content-length': 80 }).write('{"status":'));
    });
    const controller = new AbortController();
    const fetch: Fetch = async (url, init) => {
      const answer = await globalThis.fetch(url, init);
      setImmediate(() => {
        collectGarbage();
        end(controller);
      });
      return answer;
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { origin: baseURL } = new URL(request.output_url);
    const client = new Chamelaion({ apiKey: 'key', baseURL, fetch, timeout: 5_000, maxRetries: 0, submit: 'plain' });
    await expect(send(client, controller.signal)).rejects.toThrow(error);
    await closed;
  },
);

test('the answer to a submission is read whole, whatever the pieces that it comes in', async () => {
  const bytes = new TextEncoder().encode('{"error":"größer als 5 €"}');
  const fetch: Fetch = async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    return new Response(stream, { status: 400 });
  };
  const client = new Chamelaion({ apiKey: 'key', baseURL: 'https://mock.test', fetch });
  await expect(client.lipsync.generate(body)).rejects.toThrow('400 größer als 5 €');
});
