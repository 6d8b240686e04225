import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import Chamelaion, { type APIError, type ClientOptions, type Fetch } from '@chamelaion/client';
import { createFetchClient } from '@chamelaion/client/fetch';
import { expect, test } from 'vitest';
import { answering, answeringJSON, body } from './answer.ts';
import { recorder } from './scripted.ts';

const apiKey = 'sk-SECRET-api-key';
const bearerToken = 'SECRET-bearer-token';
const baseURL = 'https://mock.test/api';

/** The error of a submission that is sent once. */
const failure = (options: ClientOptions): Promise<APIError> =>
  new Chamelaion({ apiKey, bearerToken, baseURL, submit: 'plain', ...options }).lipsync.generate(body).then(
    () => expect.unreachable(),
    (error) => error,
  );

/** Everything a log could make of a value. */
function printed(value: unknown): string {
  const json = JSON.stringify(value, (_, part) => (part instanceof Error ? { ...part, text: String(part) } : part));
  return [inspect(value, { depth: 20, showHidden: true, getters: true }), json, String(value)].join('\n');
}

test('nothing prints the credentials of a client', () => {
  const client = new Chamelaion({ apiKey, bearerToken, baseURL, defaultHeaders: { 'x-proxy-auth': apiKey } });
  for (const part of [client, client.lipsync, client.lipsync.requests, client.users]) {
    expect(printed(part)).not.toContain('SECRET');
  }
  expect(printed(createFetchClient({ apiKey, bearerToken, baseURL }))).not.toContain('SECRET');
});

test.each<[string, Fetch]>([
  ['an answer that echoes them', answeringJSON({ error: `invalid token ${apiKey}` }, { status: 401 }).fetch],
  ['a page that echoes them', answering(`<pre>authorization: Bearer ${bearerToken}</pre>`, { status: 502 }).fetch],
  ['a success page that echoes them', answering(`<pre>x-api-key: ${apiKey}</pre>`).fetch],
  ['a success of another shape that echoes them', answeringJSON({ headers: { 'x-api-key': apiKey } }).fetch],
  ['a header that echoes them', answeringJSON({ error: 'no' }, { status: 400, headers: { 'x-echo': apiKey } }).fetch],
  ['a broken connection', () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNRESET') }))],
])('no error prints the credentials: %s', async (_, fetch) => {
  const error = await failure({ fetch });
  expect(error).toBeInstanceOf(Chamelaion.APIError);
  expect(printed(error)).not.toContain('SECRET');
});

test.each([encodeURIComponent, btoa])('no error prints a credential that was encoded by %o', async (encode) => {
  const key = 'sk-SECRET/key+of?ours';
  const { fetch } = answering(`<pre>${encode(key)}</pre>`, { status: 502 });
  const error = await failure({ apiKey: key, fetch });
  expect(printed(error)).toContain('[redacted]');
  expect(printed(error)).not.toContain(encode(key).slice(0, 12));
});

test('no error prints the headers that a fetch kept under a symbol', async () => {
  const fetch: Fetch = (_, { headers }) =>
    Promise.reject(Object.assign(new Error('no'), { [Symbol('init')]: { headers } }));
  expect(printed(await failure({ fetch }))).not.toContain('SECRET');
});

test.each<[string, (headers: Headers) => unknown]>([
  ['in its message', (headers) => new Error(`cannot send ${headers.get('x-api-key')}`)],
  [
    'in its cause',
    (headers) => new TypeError('fetch failed', { cause: new Error(String(headers.get('authorization'))) }),
  ],
  [
    'in the request that it holds',
    (headers) => Object.assign(new Error('x'), { config: { headers: Object.fromEntries(headers) } }),
  ],
  [
    'in the request that its cause holds',
    (headers) => new TypeError('fetch failed', { cause: { request: new Request('https://mock.test', { headers }) } }),
  ],
  ['in a text beside it', (headers) => Object.assign(new Error('x'), { curl: headers.get('x-api-key') })],
  ['as its name', (headers) => Object.assign(new Error('x'), { name: headers.get('x-api-key') })],
  ['as its code', (headers) => Object.assign(new Error('x'), { code: headers.get('x-api-key') })],
  ['among others', (headers) => new AggregateError([new Error(String(headers.get('x-api-key')))])],
  ['from another realm', (headers) => runInNewContext('(key) => new Error(key)')(headers.get('x-api-key'))],
  ['without an Error', (headers) => ({ headers: Object.fromEntries(headers) })],
])('a fetch that throws a credential %s gives none away', async (_, thrown) => {
  const { lines, logger } = recorder();
  const fetch: Fetch = async (_, init) => {
    throw thrown(new Headers(init.headers));
  };
  const error = await failure({ fetch, logger, logLevel: 'debug' });
  expect(error).toBeInstanceOf(Chamelaion.APIConnectionError);
  expect(printed(error) + lines.join()).not.toContain('SECRET');
});

test('what is left of a cause still tells what broke', async () => {
  const root = Object.assign(new Error(`${apiKey} was refused`), { code: 'ECONNREFUSED' });
  const { cause } = await failure({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause: root })) });
  const left = { message: '[redacted] was refused', code: 'ECONNREFUSED' };
  expect(cause).toMatchObject({ message: 'fetch failed', cause: left });
});

test('credentials given as headers are also kept from errors as JSON writes them', async () => {
  const quoted = 'SECRET"quoted';
  const { fetch } = answeringJSON({ error: `bad token ${quoted}` }, { status: 400 });
  const client = new Chamelaion({ apiKey: null, baseURL, fetch, submit: 'plain' });
  const error = await client.lipsync.generate(body, { headers: { 'x-api-key': quoted } }).catch((reason) => reason);
  expect(error.error).toEqual({ error: 'bad token [redacted]' });
  expect(printed(error)).not.toContain('SECRET');
});

test('the thin layer sends nothing to a path that makes another host', async () => {
  const { fetch, calls } = answeringJSON({ status: 'ok' });
  const client = createFetchClient({ apiKey, baseURL: 'https://proxy.test', fetch });
  const get = client.GET as (path: unknown) => Promise<unknown>;
  for (const path of ['@evil.test/x', '.evil.test/x', 'evil', null, undefined]) {
    await expect(get(path)).rejects.toThrow("path must begin with '/'");
  }
  expect(calls).toEqual([]);
});
