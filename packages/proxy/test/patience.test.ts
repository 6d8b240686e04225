import { expect, test, vi } from 'vitest';
import { pass, stopTime } from './clock.ts';
import { badGateway, proxyTo, read, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { ask, inputs, mediaForm, post, postForm, postStream } from './requests.ts';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'multipart/form-data; boundary=b' };
const timeout = [408, { error: 'request timeout' }];
const never = () => new Promise<never>(() => {});
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const begins = [
  ['JSON', json, '{'],
  ['a form', form, '--b\r\n'],
] as const;

test.each(begins)('a sender of %s that stops is given a minute', async (_, headers, begin) => {
  stopTime();
  const { call, sent } = proxyTo();
  const chunks = [Buffer.from(begin)];
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const chunk = chunks.shift();
    return chunk ? controller.enqueue(chunk) : never();
  };
  const answered = vi.fn();
  // A cancel that hangs would also hang here.
  void call(postStream(new ReadableStream<Uint8Array>({ pull, cancel: never }), headers)).then(answered);
  await pass(59_999);
  expect(answered).not.toHaveBeenCalled();
  await pass(1);
  expect(answered).toHaveBeenCalledWith(timeout);
  expect(sent).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test.each(begins)('a body of %s that comes by a byte each 20 s ends', async (_, headers, begin) => {
  stopTime();
  const { call } = proxyTo();
  const chunks = [Buffer.from(begin)];
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    await sleep(20_000);
    controller.enqueue(chunks.shift() ?? new Uint8Array([32]));
  };
  const answered = vi.fn();
  void call(postStream(new ReadableStream({ pull }, { highWaterMark: 0 }), headers)).then(answered);
  for (let count = 0; count < 4; count++) await pass(20_000);
  expect(answered).toHaveBeenCalledWith(timeout);
});

test('an API that stops is given two minutes, and leaves no timer', async () => {
  stopTime();
  const log = watchLog();
  const { call } = proxyTo(
    ({ init }) =>
      new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
  );
  const answers: unknown[] = [];
  for (const request of [ask('/health'), post({ inputs }), postForm(mediaForm())]) {
    void call(request).then((seen) => answers.push(seen));
  }
  await pass(119_999);
  expect(answers).toEqual([]);
  await pass(1);
  expect(answers).toEqual(Array(3).fill(badGateway));
  expect(log.mock.calls).toEqual(Array(3).fill(['@chamelaion/proxy:', 'no answer from the API (TimeoutError)']));
  expect(vi.getTimerCount()).toBe(0);
});

// The fetch of Node 20 and 22 loses its signal if it refuses redirects and garbage is collected.
test('an answer that stalls is given two minutes, even if fetch has lost its signal', async () => {
  stopTime();
  watchLog();
  const cancel = vi.fn();
  const answered = vi.fn();
  const { call } = proxyTo(() => new Response(new ReadableStream({ pull: never, cancel })));
  void call(postForm(mediaForm())).then(answered);
  await pass(120_000);
  expect(answered).toHaveBeenCalledWith(badGateway);
  expect(cancel).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('an upload and its answer may take minutes, as long as something moves', async () => {
  stopTime();
  const form = new Response(mediaForm({ video: new File([new Uint8Array(400_000)], 'video.mp4') }));
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
  const { call } = proxyTo(async ({ init: { signal } }) => {
    signal?.throwIfAborted();
    await sleep(119_000);
    const answer = new ReadableStream<Uint8Array>({
      async start(controller) {
        signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
        await sleep(119_000);
        controller.enqueue(Buffer.from(JSON.stringify({ status: 'success', request_id })));
        controller.close();
      },
    });
    return new Response(answer);
  });
  const answered = vi.fn();
  void call(postStream(body, { 'content-type': form.headers.get('content-type') ?? '' })).then(answered);
  for (let minutes = 0; minutes < 10; minutes++) await pass(60_000);
  expect(answered).toHaveBeenCalledWith([200, { status: 'success', request_id }]);
  expect(vi.getTimerCount()).toBe(0);
});

test('an API that reads nothing of an upload stops its sender', async () => {
  stopTime();
  const pull = vi.fn(never);
  const fetch = vi.fn(never);
  void proxyTo(undefined, { fetch }).call(postStream(new ReadableStream({ pull }, { highWaterMark: 0 })));
  await pass(1_000);
  expect(fetch).toHaveBeenCalled();
  expect(pull).not.toHaveBeenCalled();
});

test('one owner holds 16 uploads at most, and others their own', async () => {
  const { handler, call } = proxyTo();
  const pull = vi.fn(never);
  // Asked for nothing before the proxy reads, and so counts it.
  const upload = () => read(handler(postStream(new ReadableStream({ pull }, { highWaterMark: 0 }))));
  for (let count = 0; count < 16; count++) void upload();
  await expect.poll(() => pull.mock.calls.length).toBe(16);
  expect(await upload()).toEqual([429, { error: 'more than 16 uploads at once' }]);
  // What is over makes room for the next.
  for (let count = 0; count < 20; count++) expect((await call(postForm(mediaForm(), 'bob')))[0]).toBe(200);
});
