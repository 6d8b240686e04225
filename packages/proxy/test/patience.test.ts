import { expect, onTestFinished, test, vi } from 'vitest';
import { ask, inputs, mediaForm, post, postForm, proxyTo, read, request_id } from './fake-api.ts';

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
    // One that hangs hangs here, too.
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
  expect(vi.getTimerCount()).toBe(0);
});

test('an upload may take hours, and an answer longer than two minutes, as long as something moves', async () => {
  stopTime();
  const form = new Response(mediaForm());
  const bytes = new Uint8Array(await form.arrayBuffer());
  const step = Math.ceil(bytes.length / 5);
  let send = () => {};
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise<void>((resolve) => {
        send = resolve;
      });
      controller.enqueue(bytes.slice(taken, taken + step));
      taken += step;
      if (taken >= bytes.length) controller.close();
    },
  });
  let taken = 0;
  let begin = () => {};
  let end = () => {};
  const answer = new ReadableStream<Uint8Array>({
    start(controller) {
      end = () => {
        controller.enqueue(new TextEncoder().encode(JSON.stringify({ status: 'success', request_id })));
        controller.close();
      };
    },
  });
  const { handler, sent } = proxyTo(
    ({ init }) =>
      new Promise((resolve, reject) => {
        begin = () => resolve(new Response(answer));
        init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      }),
  );
  const headers = { 'content-type': form.headers.get('content-type') ?? '' };
  const init = { method: 'POST', body, duplex: 'half', headers };
  const answered = read(handler(ask('/v1/lipsync/generate-with-media', init as RequestInit)));
  while (taken < bytes.length) {
    const before = taken;
    await vi.advanceTimersByTimeAsync(59_000);
    send();
    await until(() => taken > before);
  }
  await until(() => sent.length === 1);
  for (const go of [begin, end]) {
    await vi.advanceTimersByTimeAsync(119_000);
    go();
    await new Promise(setImmediate);
  }
  expect(await answered).toEqual([200, { status: 'success', request_id }]);
  expect(vi.getTimerCount()).toBe(0);
});
