import { getEventListeners } from 'node:events';
import {
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
import { broken, clientOf, failed, json, recorder, type Sent, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const times = (sent: Sent[]) => sent.map(({ at }) => at);
const ok = json({ status: 'success', request_id: '6f82a2d8', name: 'me', data: [], pagination: {} });

// Full jitter at its widest, so that the ceilings can be seen.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(1));
afterEach(() => void vi.restoreAllMocks());

/** When a read is sent whose requests meet these steps, and its failure. */
async function read(steps: Step[], options: ClientOptions = {}) {
  const { client, sent } = scripted(steps, options);
  const failure = await inVirtualTime(() => client.users.retrieveCurrent()).then(
    () => undefined,
    (error) => error,
  );
  return { failure, times: times(sent) };
}

test.each<[string, Step]>([
  ['408', failed(408)],
  ['500', failed(500)],
  ['503', failed(503)],
  ['a reset', broken('ECONNRESET')],
  ['a refused connection', broken('ECONNREFUSED')],
])('a GET is sent again after %s, and waits longer each time', async (_, step) => {
  expect(await read([step, step, ok])).toEqual({ times: [0, 500, 1500] });
});

test('the wait has a ceiling, and retries an end', async () => {
  const { failure, times } = await read([failed(500)], { maxRetries: 7 });
  expect(failure).toBeInstanceOf(InternalServerError);
  expect(times).toEqual([0, 500, 1500, 3500, 7500, 15500, 23500, 31500]);
});

test.each<[string, Step, object]>([
  ...[400, 401, 403, 404, 409, 412, 422].map((status): [string, Step, object] => [
    String(status),
    failed(status),
    { status },
  ]),
  ['a certificate that cannot be trusted', broken('CERT_HAS_EXPIRED'), { name: 'APIConnectionError' }],
  // To come back sooner than asked would be to ignore the answer.
  ...[429, 503].map((status): [string, Step, object] => [
    `${status} that asks for an hour`,
    failed(status, { 'retry-after': '3600' }),
    { status },
  ]),
])('a GET is not sent again after %s', async (_, step, failure) => {
  expect(await read([step, ok])).toEqual({ failure: expect.objectContaining(failure), times: [0] });
});

test.each(['', '<html></html>'])('a read that is answered 200 with %j is read again', async (text) => {
  expect(await read([() => new Response(text), ok])).toEqual({ times: [0, 500] });
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
  for (const status of [429, 503]) expect(await read([failed(status, headers), ok])).toEqual({ times: [0, wait] });
});

test.each(['soon', '-5', '5, 10', 'soon 5'])('a Retry-After that makes no sense counts as none: %s', async (value) => {
  expect(await read([failed(503, { 'retry-after': value }), ok])).toEqual({ times: [0, 500] });
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

test.each<[string, Step]>([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].map((code): [string, Step] => [
    code,
    broken(code),
  ]),
  ["Bun's word", () => Promise.reject(Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' }))],
  ["Deno's words", () => Promise.reject(new TypeError('error sending request: client error (Connect): tcp'))],
])('a POST that never found a connection (%s) is sent again without looking', async (_, step) => {
  const { client, sent } = scripted([step, step, ok]);
  await inVirtualTime(() => client.lipsync.generate(body));
  expect(sent.map(({ what }) => what)).toEqual(Array(3).fill('POST /v1/lipsync/generate'));
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
  const { failure, times } = await read([step], { maxRetries: 1, timeout: 5_000 });
  expect(failure).toBeInstanceOf(APIConnectionTimeoutError);
  expect(failure.message).toContain('GET /v1/users/me: nothing moved for 5000 ms');
  expect(times).toEqual([0, 5_500]);
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
  const fetchOptions = { referrer: 'about:client', redirect: 'follow', ...{ cache: 'force-cache' } } as const;
  const client = clientOf(fetch, { fetchOptions });
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
  const { lines, logger } = recorder();
  await read([failed(500), ok], { apiKey: 'SECRET-key', logger, logLevel: 'debug' });
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
