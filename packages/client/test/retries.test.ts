import { getEventListeners } from 'node:events';
import Chamelaion, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIUserAbortError,
  type ClientOptions,
  type Fetch,
  InternalServerError,
  RateLimitError,
} from '@chamelaion/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { broken, failed, json, type Sent, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const times = (sent: Sent[]) => sent.map(({ at }) => at);
const ok = json({ status: 'success', request_id: '6f82a2d8', name: 'me', data: [], pagination: {} });

beforeEach(() => {
  // Full jitter at its widest, so that the ceilings can be seen.
  vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test.each<[string, Step]>([
  ['408', failed(408)],
  ['500', failed(500)],
  ['503', failed(503)],
  ['a reset', broken('ECONNRESET')],
  ['a refused connection', broken('ECONNREFUSED')],
])('a GET is sent again after %s, and waits longer each time', async (_, step) => {
  const { client, sent } = scripted([step, step, ok]);
  await inVirtualTime(() => client.users.retrieveCurrent());
  expect(times(sent)).toEqual([0, 500, 1500]);
});

test('the wait has a ceiling, and retries an end', async () => {
  const { client, sent } = scripted([failed(500)], { maxRetries: 7 });
  await expect(inVirtualTime(() => client.users.retrieveCurrent())).rejects.toThrow(InternalServerError);
  expect(times(sent)).toEqual([0, 500, 1500, 3500, 7500, 15500, 23500, 31500]);
});

test('a call sets its own number of retries', async () => {
  const { client, sent } = scripted([failed(500)]);
  await expect(inVirtualTime(() => client.users.retrieveCurrent({ maxRetries: 0 }))).rejects.toThrow();
  expect(times(sent)).toEqual([0]);
});

test.each([400, 401, 403, 404, 409, 412, 422])('a GET is not sent again after %i', async (status) => {
  const { client, sent } = scripted([failed(status)]);
  await expect(inVirtualTime(() => client.users.retrieveCurrent())).rejects.toThrow();
  expect(times(sent)).toEqual([0]);
});

test.each(['', '<html></html>'])('a read that is answered 200 with %j is read again', async (text) => {
  const { client, sent } = scripted([() => new Response(text), ok]);
  await inVirtualTime(() => client.users.retrieveCurrent());
  expect(times(sent)).toEqual([0, 500]);
});

test.each<[string, Record<string, string>, number]>([
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['a date', { 'retry-after': new Date(Date.UTC(2026, 3, 7, 0, 0, 9)).toUTCString() }, 9_000],
  ['milliseconds', { 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [
    "a date by the server's clock",
    {
      date: new Date(Date.UTC(2031, 0, 1)).toUTCString(),
      'retry-after': new Date(Date.UTC(2031, 0, 1, 0, 0, 9)).toUTCString(),
    },
    9_000,
  ],
  ['a date in the past', { 'retry-after': new Date(0).toUTCString() }, 0],
])('Retry-After in %s is obeyed', async (_, headers, wait) => {
  for (const status of [429, 503]) {
    const { client, sent } = scripted([failed(status, headers), ok]);
    await inVirtualTime(() => client.users.retrieveCurrent());
    expect(times(sent)).toEqual([0, wait]);
  }
});

test('a Retry-After that asks for too long is not cut short: the call fails at once', async () => {
  for (const status of [429, 503]) {
    const { client, sent } = scripted([failed(status, { 'retry-after': '3600' }), ok]);
    await expect(inVirtualTime(() => client.users.retrieveCurrent())).rejects.toMatchObject({ status });
    expect(times(sent)).toEqual([0]);
  }
});

test.each(['soon', '-5', '5, 10', 'soon 5'])('a Retry-After that makes no sense counts as none: %s', async (value) => {
  const { client, sent } = scripted([failed(503, { 'retry-after': value }), ok]);
  await inVirtualTime(() => client.users.retrieveCurrent());
  expect(times(sent)).toEqual([0, 500]);
});

test('a rate limit has a separate budget: the 61st job of a minute waits', async () => {
  const limited = failed(429, { 'retry-after': '20' });
  const { client, sent } = scripted([limited, limited, limited, ok]);
  await inVirtualTime(() => client.lipsync.generate(body));
  expect(times(sent)).toEqual([0, 20_000, 40_000, 60_000]);
});

test('the budget for rate limits ends', async () => {
  const { client, sent } = scripted([failed(429)], { rateLimitTimeout: 10_000 });
  await expect(inVirtualTime(() => client.lipsync.generate(body))).rejects.toThrow(RateLimitError);
  expect(times(sent)).toEqual([0, 1_000, 3_000, 7_000]);
});

test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
  'a POST that never found a connection (%s) is sent again without looking',
  async (name) => {
    const { client, sent } = scripted([broken(name), broken(name), ok]);
    await inVirtualTime(() => client.lipsync.generate(body));
    expect(sent.map(({ what }) => what)).toEqual(Array(3).fill('POST /v1/lipsync/generate'));
  },
);

test.each<[string, Error]>([
  ['Bun', Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' })],
  ['Deno', new TypeError('error sending request: client error (Connect): tcp connect error')],
])('a POST that never found a connection in the words of %s is sent again without looking', async (_, error) => {
  const { client, sent } = scripted([() => Promise.reject(error), ok]);
  await inVirtualTime(() => client.lipsync.generate(body));
  expect(sent.map(({ what }) => what)).toEqual(Array(2).fill('POST /v1/lipsync/generate'));
});

test.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
  'a certificate that cannot be trusted (%s) ends a submission at once',
  async (name) => {
    const { client, sent } = scripted([broken(name)]);
    await expect(inVirtualTime(() => client.lipsync.generate(body))).rejects.toThrow(APIConnectionError);
    expect(sent).toHaveLength(1);
  },
);

const never = () => new Promise<Response>(() => {});
const stalled = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));

test.each([
  ['no answer', never],
  ['an answer that stalls', stalled],
])('%s ends with the timeout, even if fetch ignores its signal', async (_, step) => {
  const { client, sent } = scripted([step], { maxRetries: 1, timeout: 5_000 });
  const failure = inVirtualTime(() => client.users.retrieveCurrent());
  await expect(failure).rejects.toThrow(APIConnectionTimeoutError);
  await expect(failure).rejects.toThrow('GET /v1/users/me: nothing moved for 5000 ms');
  expect(times(sent)).toEqual([0, 5_500]);
});

test('an abort ends the wait between two attempts', async () => {
  const { client, sent } = scripted([failed(503, { 'retry-after': '30' })]);
  const controller = new AbortController();
  const failure = inVirtualTime(() => {
    setTimeout(() => controller.abort(), 10_000);
    return client.users.retrieveCurrent({ signal: controller.signal });
  });
  await expect(failure).rejects.toThrow(APIUserAbortError);
  expect(times(sent)).toEqual([0]);
});

test('neither timers nor listeners stay behind', async () => {
  const { client } = scripted([failed(500), ok, ok, failed(404)]);
  const { signal } = new AbortController();
  await inVirtualTime(async () => {
    for (let call = 0; call < 200; call++) await client.users.retrieveCurrent({ signal }).catch(() => {});
    expect(vi.getTimerCount()).toBe(0);
  });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test.each([
  ['maxRetries', -1],
  ['maxRetries', 1.5],
  ['timeout', -1],
  ['timeout', Number.NaN],
  ['timeout', Number.POSITIVE_INFINITY],
  ['timeout', '10'],
  ['rateLimitTimeout', -5],
  ['settleTimeout', null],
  ['submit', 'twice'],
  ['fetchOptions', 'x'],
])('%s: %s is refused, by the client and by a call, and nothing is sent', async (name, value) => {
  const options = { [name]: value } as ClientOptions;
  expect(() => scripted([ok], options)).toThrow(name);
  const { client, sent } = scripted([ok]);
  await expect(client.lipsync.generate(body, options)).rejects.toThrow(name);
  expect(times(sent)).toEqual([]);
});

test("fetchOptions reach fetch, and cannot undo the client's own", async () => {
  let seen: RequestInit = {};
  const fetch: Fetch = async (url, init) => {
    seen = init;
    return ok(url, init);
  };
  const client = new Chamelaion({
    apiKey: 'key',
    fetch,
    fetchOptions: { referrer: 'about:client', redirect: 'follow', ...{ cache: 'force-cache' } },
  });
  await client.users.retrieveCurrent({ fetchOptions: { keepalive: true } });
  expect(seen).toMatchObject({
    referrer: 'about:client',
    keepalive: true,
    redirect: 'manual',
    cache: 'no-store',
    method: 'GET',
  });
});

test('log lines say what happens, and hold no credentials', async () => {
  const lines: string[] = [];
  const add = (line: string) => lines.push(line);
  const logger = { error: add, warn: add, info: add, debug: add };
  const { client } = scripted([failed(500), ok], { apiKey: 'SECRET-key', logger, logLevel: 'debug' });
  await inVirtualTime(() => client.users.retrieveCurrent());
  expect(lines).toEqual(['[chamelaion] GET /v1/users/me: 500 no; again in 500 ms']);
  expect(lines.join()).not.toContain('SECRET');
});

test.each<[string, Record<string, string>]>([
  ['0', { 'retry-after': '0' }],
  ['the past', { 'retry-after': new Date(0).toUTCString() }],
  ['nothing', { 'retry-after-ms': '' }],
])('a rate limit that asks for %s for ever is not hammered', async (_, headers) => {
  const { client, sent } = scripted([failed(429, headers)]);
  await expect(inVirtualTime(() => client.lipsync.generate(body))).rejects.toThrow(RateLimitError);
  expect(sent.length).toBeLessThan(12);
});

test('a certificate that cannot be trusted ends a read at once', async () => {
  const { client, sent } = scripted([broken('CERT_HAS_EXPIRED')]);
  await expect(inVirtualTime(() => client.users.retrieveCurrent())).rejects.toThrow(APIConnectionError);
  expect(sent).toHaveLength(1);
});
