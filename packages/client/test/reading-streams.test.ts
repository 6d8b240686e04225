import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Chamelaion, { type Uploadable } from '@chamelaion/client';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { answeringJSON } from './answer.ts';
import { inVirtualTime } from './virtual-time.ts';

const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128]);
const request_id = '3b7df3e8-f578-44de-b4f5-5f58dd6b89e0';
const audio = new File([bytes], 'voice.wav', { type: 'audio/wav' });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  await writeFile(clip(), bytes);
});
afterAll(() => rm(folder, { recursive: true }));

function client() {
  const { fetch, calls } = answeringJSON({ status: 'success', request_id });
  return { calls, lipsync: new Chamelaion({ apiKey: 'key', baseURL: 'https://mock.test', fetch }).lipsync };
}

const clip = () => join(folder, 'clip.mp4');

test.each([
  ['60 s if its progress can be seen', () => {}, 60_000],
  ['ten minutes in a browser', () => vi.stubGlobal('window', globalThis).stubGlobal('document', {}), 600_000],
])('an upload that does not move has %s', async (_, arrange, limit) => {
  arrange();
  onTestFinished(() => void vi.unstubAllGlobals());
  const { lipsync } = new Chamelaion({
    apiKey: 'key',
    baseURL: 'https://mock.test',
    dangerouslyAllowBrowser: true,
    fetch: () => new Promise(() => {}),
  });
  let took = 0;
  const call = inVirtualTime(async () => {
    const start = Date.now();
    await lipsync.generateWithMedia({ video: bytes, audio }, { submit: 'plain' }).finally(() => {
      took = Date.now() - start;
    });
  });
  await expect(call).rejects.toThrow(Chamelaion.APIConnectionTimeoutError);
  expect(took).toBe(limit);
});

test('an abort ends the reading of a stream that never gives anything', async () => {
  const { lipsync, calls } = client();
  const endless = {
    path: 'clip.mp4',
    [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }),
  };
  const controller = new AbortController();
  const call = lipsync.generateWithMedia({ video: endless, audio }, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toThrow(Chamelaion.APIUserAbortError);
  expect(calls).toEqual([]);
});

test.each<[string, (left: () => void) => Uploadable]>([
  ['a ReadableStream', (left) => new ReadableStream({ pull: give, cancel: left })],
  ['a stream of Node', (left) => new Readable({ read: () => undefined, destroy: left })],
  ['a generator', (left) => generate(left)],
])('%s is left if the other file cannot be read', async (_, endless) => {
  const { lipsync, calls } = client();
  let left = 0;
  const video = endless(() => left++);
  const call = lipsync.generateWithMedia({ video, audio: new File([], 'voice.wav') });
  await expect(call).rejects.toThrow('audio is empty');
  await vi.waitFor(() => expect(left).toBe(1), { timeout: 30_000 });
  expect(calls).toEqual([]);
});

async function give(queue: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  queue.enqueue(bytes);
}

async function* generate(left: () => void): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      yield bytes;
    }
  } finally {
    left();
  }
}
