import { getEventListeners } from 'node:events';
import { APIConnectionTimeoutError, APIUserAbortError, type CompletedLipsyncRequest } from '@chamelaion/client';
import { type DownloadOptions, download, type RequestSource } from '@chamelaion/client/node';
import { afterEach, expect, test, vi } from 'vitest';
import { fail, film, serve, storage } from './storage.ts';
import { target } from './target.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const reason = new Error('enough');

type Stage = (abort: () => void) => Promise<{ run: (path: string, options: DownloadOptions) => Promise<string> }>;

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
  'before it begins': async (abort) => {
    const { request } = await storage(() => expect.unreachable());
    abort();
    return { run: (path, options) => download(request, path, options) };
  },
  'before the answer': async (abort) => {
    const { request } = await storage(abort);
    return { run: (path, options) => download(request, path, options) };
  },
  'in the middle of the file': async (abort) => {
    const { request } = await storage(serve({ stallAfter: 40_000 }));
    return { run: (path, options) => download(request, path, { ...options, onProgress: abort }) };
  },
  'at the last byte': async (abort) => {
    const { request } = await storage(serve());
    const onProgress: DownloadOptions['onProgress'] = ({ received }) => {
      if (received === film.length) abort();
    };
    return { run: (path, options) => download(request, path, { ...options, onProgress }) };
  },
  'between two attempts': async (abort) => {
    const { request } = await storage(fail(503, { 'retry-after': '30' }));
    const fetch: DownloadOptions['fetch'] = async (url, init) => {
      const answer = await globalThis.fetch(url, init);
      setImmediate(abort);
      return answer;
    };
    return { run: (path, options) => download(request, path, { ...options, fetch }) };
  },
  'while the output_url is fetched anew': async (abort) => {
    const { request } = await storage(fail(403));
    const client: RequestSource = {
      lipsync: {
        requests: {
          async retrieve(_, options) {
            abort();
            options?.signal?.throwIfAborted();
            return request as CompletedLipsyncRequest;
          },
        },
      },
    };
    return { run: (path, options) => download(request, path, { ...options, client }) };
  },
};

test.each(Object.entries(stages))('an abort %s ends it at once, and leaves nothing', async (_, stage) => {
  const { path, names } = await target();
  const controller = new AbortController();
  const { run } = await stage(() => controller.abort(reason));
  const error = await run(path, { signal: controller.signal }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(APIUserAbortError);
  expect(error).toMatchObject({ cause: reason });
  expect(await names()).toEqual([]);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('an abort closes the connection', async () => {
  let gone = () => {};
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const stall = serve({ stallAfter: 40_000 });
  const { request } = await storage((asked, response) => {
    response.on('close', gone);
    stall(asked, response);
  });
  const { path } = await target();
  const controller = new AbortController();
  const onProgress = () => controller.abort();
  await expect(download(request, path, { signal: controller.signal, onProgress })).rejects.toThrow(APIUserAbortError);
  await closed;
});

test('a download leaves no listener and no timer', async () => {
  const { request } = await storage(serve());
  const { path } = await target();
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
  const { request, seen } = await storage(serve({ stallAfter: 40_000 }), serve());
  const { path, names } = await target();
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
  const { request } = await storage(serve());
  const { path, names } = await target();
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
