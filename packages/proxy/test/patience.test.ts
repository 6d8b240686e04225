import { expect, onTestFinished, test, vi } from 'vitest';
import { ask, inputs, mediaForm, post, postForm, proxyTo, read, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { passSecond } from './pass-second.ts';

/** Lets time be turned by hand, but not the crypto and streams that take none. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

test.each([
  ['/v1/lipsync/generate', 'application/json', '{'],
  ['/v1/lipsync/generate-with-media', 'multipart/form-data; boundary=b', '--b\r\n'],
])('at %s a sender that stops is given a minute', async (path, type, begin) => {
  stopTime();
  const { handler, sent } = proxyTo();
  const chunks = [new Uint8Array(Buffer.from(begin))];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      return chunk ? undefined : new Promise<void>(() => {});
    },
    // A cancel that hangs would also hang here.
    cancel: () => new Promise(() => {}),
  });
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': type } };
  let answer: unknown;
  void read(handler(ask(path, init as RequestInit))).then((seen) => {
    answer = seen;
  });
  await until(() => vi.getTimerCount() > 0);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(answer).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1_000);
  await until(() => answer !== undefined);
  expect(answer).toEqual([408, { error: 'request timeout' }]);
  expect(sent).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('an API that stops is given two minutes, and leaves no timer', async () => {
  stopTime();
  const log = watchLog();
  const { handler, sent } = proxyTo(
    ({ init }) =>
      new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
  );
  const answers: unknown[] = [];
  for (const request of [ask('/health'), post({ inputs }), postForm(mediaForm())]) {
    void read(handler(request)).then((seen) => answers.push(seen));
  }
  await until(() => sent.length === 3);
  await vi.advanceTimersByTimeAsync(119_000);
  expect(answers).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  await until(() => answers.length === 3);
  expect(answers).toEqual(Array(3).fill([502, { error: 'bad gateway' }]));
  expect(log.mock.calls).toEqual(Array(3).fill(['@chamelaion/proxy:', 'no answer from the API (TimeoutError)']));
  expect(vi.getTimerCount()).toBe(0);
});

// The fetch of Node 20 and 22 loses its signal if it refuses redirects and garbage is collected.
test('an answer that stalls is given two minutes, even if fetch has lost its signal', async () => {
  stopTime();
  let isCancelled = false;
  const { handler, sent } = proxyTo(async () => {
    const cancel = () => {
      isCancelled = true;
    };
    return new Response(new ReadableStream({ pull: () => new Promise<void>(() => {}), cancel }));
  });
  let answer: unknown;
  void read(handler(postForm(mediaForm()))).then((seen) => {
    answer = seen;
  });
  await until(() => sent.length === 1);
  await vi.advanceTimersByTimeAsync(120_000);
  await until(() => answer !== undefined);
  expect(answer).toEqual([502, { error: 'bad gateway' }]);
  expect(isCancelled).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('an upload and its answer may take minutes, as long as something moves', async () => {
  stopTime();
  const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const media = mediaForm();
  media.set('video', new File([new Uint8Array(400_000)], 'video.mp4'));
  const form = new Response(media);
  const bytes = new Uint8Array(await form.arrayBuffer());
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await sleep(59_000);
      controller.enqueue(bytes.slice(taken, taken + 100_000));
      taken += 100_000;
      if (taken >= bytes.length) controller.close();
    },
  });
  const { handler } = proxyTo(async ({ init: { signal } }) => {
    signal?.throwIfAborted();
    await sleep(119_000);
    const answer = new ReadableStream<Uint8Array>({
      async start(controller) {
        signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
        await sleep(119_000);
        controller.enqueue(new TextEncoder().encode(JSON.stringify({ status: 'success', request_id })));
        controller.close();
      },
    });
    return new Response(answer);
  });
  const headers = { 'content-type': form.headers.get('content-type') ?? '' };
  const init = { method: 'POST', body, duplex: 'half', headers };
  let answer: unknown;
  void read(handler(ask('/v1/lipsync/generate-with-media', init as RequestInit))).then((seen) => {
    answer = seen;
  });
  while (answer === undefined) await passSecond();
  expect(answer).toEqual([200, { status: 'success', request_id }]);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['/v1/lipsync/generate', 'application/json', '{'],
  ['/v1/lipsync/generate-with-media', 'multipart/form-data; boundary=b', '--b\r\n'],
])('at %s a body that comes by a byte each 20 s ends', async (path, type, begin) => {
  stopTime();
  const { handler } = proxyTo();
  const chunks = [new Uint8Array(Buffer.from(begin))];
  let isRead = false;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    isRead = true;
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    controller.enqueue(chunks.shift() ?? new Uint8Array([32]));
  };
  const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': type } };
  let answer: unknown;
  void read(handler(ask(path, init as RequestInit))).then((seen) => {
    answer = seen;
  });
  await until(() => isRead);
  let seconds = 0;
  for (; answer === undefined && seconds < 600; seconds++) await passSecond();
  expect(answer).toEqual([408, { error: 'request timeout' }]);
  expect(seconds).toBeLessThan(90);
});

test('one owner holds 16 uploads at most, and others their own', async () => {
  const { handler } = proxyTo();
  let asked = 0;
  const pull = () => {
    asked++;
    return new Promise<void>(() => {});
  };
  // Asked for nothing before the proxy reads, and so counts it.
  const stopped = () => new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const upload = (user: string) => {
    const init = { method: 'POST', body: stopped(), duplex: 'half', headers };
    return read(handler(ask('/v1/lipsync/generate-with-media', init as RequestInit, user)));
  };
  const held = Array.from({ length: 16 }, () => upload('ann'));
  await until(() => asked === 16);
  expect(await upload('ann')).toEqual([429, { error: 'more than 16 uploads at once' }]);
  expect((await read(handler(postForm(mediaForm(), 'bob'))))[0]).toBe(200);
  void Promise.all(held);
});

test('an upload that is over makes room for the next', async () => {
  const { handler } = proxyTo();
  for (let count = 0; count < 40; count++) expect((await read(handler(postForm(mediaForm()))))[0]).toBe(200);
});
