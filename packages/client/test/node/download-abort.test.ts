import { getEventListeners, once } from 'node:events';
import type { RequestListener } from 'node:http';
import { APIConnectionTimeoutError, APIUserAbortError } from '@chamelaion/client';
import { type DownloadOptions, download, type RequestSource } from '@chamelaion/client/node';
import { afterEach, expect, test, vi } from 'vitest';
import { fail, film, serve, storage } from './storage.ts';
import { target } from './target.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const reason = new Error('enough');

/** How the storage answers, and what calls `abort`. */
type Stage = (abort: () => void) => [RequestListener, DownloadOptions?];

/** Lets the event loop turn, and waits of no length end: set during a tick, they take a millisecond. */
async function moment(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(1);
}

/** What comes of it while the clock hardly moves. */
async function withoutTime<T>(result: Promise<T>): Promise<T> {
  let over = false;
  const end = () => {
    over = true;
  };
  result.then(end, end);
  while (!over) await moment();
  return result;
}

const stages: Record<string, Stage> = {
  'before it begins': (abort) => {
    abort();
    return [() => expect.unreachable()];
  },
  'before the answer': (abort) => [abort],
  'in the middle of the file': (abort) => [serve({ stallAfter: 40_000 }), { onProgress: abort }],
  'at the last byte': (abort) => [serve(), { onProgress: ({ received }) => received === film.length && abort() }],
  'between two attempts': (abort) => {
    const fetch: DownloadOptions['fetch'] = async (url, init) => {
      const answer = await globalThis.fetch(url, init);
      setImmediate(abort);
      return answer;
    };
    return [fail(503, { 'retry-after': '30' }), { fetch }];
  },
  'while the output_url is fetched anew': (abort) => {
    const retrieve: RequestSource['lipsync']['requests']['retrieve'] = async (_, options) => {
      abort();
      options?.signal?.throwIfAborted();
      return expect.unreachable();
    };
    return [fail(403), { client: { lipsync: { requests: { retrieve } } } }];
  },
};

test.each(Object.entries(stages))('an abort %s ends it at once, and leaves nothing', async (_, stage) => {
  const { path, names } = await target();
  const controller = new AbortController();
  const { signal } = controller;
  const [answer, options] = stage(() => controller.abort(reason));
  const { request } = await storage(answer);
  const error = await download(request, path, { ...options, signal }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(APIUserAbortError);
  expect(error).toMatchObject({ cause: reason });
  expect(await names()).toEqual([]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an abort closes the connection', async () => {
  let closed: Promise<unknown> | undefined;
  const stall = serve({ stallAfter: 40_000 });
  const { request, path } = await storage((asked, response) => {
    closed = once(response, 'close');
    stall(asked, response);
  });
  const controller = new AbortController();
  const onProgress = () => controller.abort();
  await expect(download(request, path, { signal: controller.signal, onProgress })).rejects.toThrow(APIUserAbortError);
  await closed;
});

test('a download leaves no listener and no timer', async () => {
  const { request, path } = await storage(serve());
  const { signal } = new AbortController();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const armed = vi.spyOn(globalThis, 'setTimeout');
  const cleared = vi.spyOn(globalThis, 'clearTimeout');
  await download(request, path, { signal });
  const limits = armed.mock.results.filter((_, call) => armed.mock.calls[call]?.[1] === 60_000);
  expect(limits.length).toBeGreaterThan(1);
  for (const { value } of limits) expect(cleared).toHaveBeenCalledWith(value);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a minute of silence is a broken connection: the download goes on from there', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { request, seen, path, names } = await storage(serve({ stallAfter: 40_000 }), serve());
  let silent = () => {};
  const silence = new Promise<void>((resolve) => {
    silent = resolve;
  });
  const result = download(request, path, {
    onProgress: ({ received }) => received === 40_000 && setImmediate(silent),
  });
  await silence;
  await vi.advanceTimersByTimeAsync(59_000);
  expect(seen).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  await withoutTime(result);
  expect(seen[1]?.headers.range).toBe('bytes=40000-');
  expect(await names()).toEqual(['out.mp4']);
});

test('a fetch that never answers ends by the same limit, even if it ignores its signal', async () => {
  const { request, path, names } = await storage(serve());
  vi.spyOn(Math, 'random').mockReturnValue(0);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let asked = 0;
  const fetch = () => {
    asked++;
    return new Promise<Response>(() => {});
  };
  const result = download(request, path, { fetch }).catch((error: unknown) => error);
  for (let attempt = 1; attempt <= 6; attempt++) {
    while (asked < attempt) await moment();
    await vi.advanceTimersByTimeAsync(60_000);
  }
  const error = await withoutTime(result);
  expect(error).toBeInstanceOf(APIConnectionTimeoutError);
  expect(error).toHaveProperty('message', expect.stringContaining('nothing moved for 60000 ms'));
  expect(await names()).toEqual([]);
});
