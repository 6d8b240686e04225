import { Readable } from 'node:stream';
import Chamelaion, { type Uploadable } from '@chamelaion/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { body } from './answer.ts';
import { audio, bytes, client } from './clip.ts';
import { clientOf } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

type Submission = (client: Chamelaion) => Promise<unknown>;
const page = () => vi.stubGlobal('window', globalThis).stubGlobal('document', {});
const media: Submission = ({ lipsync }) => lipsync.generateWithMedia({ video: bytes, audio });

test.each<[string, () => unknown, Submission, number]>([
  ['an upload that does not move has 60 s if its progress can be seen', () => {}, media, 60_000],
  ['an upload that does not move has ten minutes in a browser', page, media, 600_000],
  ['a job by URL has 60 s in a browser as well', page, ({ lipsync }) => lipsync.generate(body), 60_000],
])('%s', async (_, arrange, submit, limit) => {
  arrange();
  onTestFinished(() => void vi.unstubAllGlobals());
  const client = clientOf(() => new Promise(() => {}), { dangerouslyAllowBrowser: true, submit: 'plain' });
  let took = 0;
  const call = inVirtualTime(async () => {
    const start = Date.now();
    await submit(client).finally(() => {
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
