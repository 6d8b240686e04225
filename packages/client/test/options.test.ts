import Chamelaion, { ChamelaionError, type ClientOptions } from '@chamelaion/client';
import { afterEach, expect, test, vi } from 'vitest';
import { answeringJSON } from './answer.ts';
import { failed, json, recorder, scripted } from './scripted.ts';

afterEach(() => void vi.unstubAllEnvs().unstubAllGlobals());
const inPage = () => vi.stubGlobal('window', globalThis).stubGlobal('document', {});

async function sent(options: ClientOptions = {}): Promise<{ url: string; headers: Record<string, string> }> {
  const { fetch, calls } = answeringJSON({ name: 'me' });
  await new Chamelaion({ ...options, fetch }).users.retrieveCurrent();
  return { url: calls[0]?.url ?? '', headers: Object.fromEntries(calls[0]?.headers ?? []) };
}

test('production is the default, staging an option', async () => {
  expect((await sent({ apiKey: 'key' })).url).toBe('https://api.chamelaion.com/api/v1/users/me');
  expect((await sent({ apiKey: 'key', environment: 'staging' })).url).toBe(
    'https://api.dev.chamelaion.com/api/v1/users/me',
  );
});

test('the environment fills what no option sets', async () => {
  vi.stubEnv('CHAMELAION_API_KEY', ' from-env\n');
  vi.stubEnv('CHAMELAION_BEARER_TOKEN', 'bearer-env');
  vi.stubEnv('CHAMELAION_BASE_URL', 'http://127.0.0.1:4010/api/');
  vi.stubEnv('CHAMELAION_CUSTOM_HEADERS', 'X-Team: dubbing\n\nX-Time: 10:30');
  expect(await sent()).toEqual({
    url: 'http://127.0.0.1:4010/api/v1/users/me',
    headers: {
      'x-api-key': 'from-env',
      authorization: 'Bearer bearer-env',
      'x-team': 'dubbing',
      'x-time': '10:30',
    },
  });
});

test('options win over the environment, and null turns it off', async () => {
  vi.stubEnv('CHAMELAION_API_KEY', 'from-env');
  vi.stubEnv('CHAMELAION_BEARER_TOKEN', 'bearer-env');
  vi.stubEnv('CHAMELAION_BASE_URL', 'http://127.0.0.1:4010/api');
  vi.stubEnv('CHAMELAION_CUSTOM_HEADERS', 'X-Team: dubbing\nx-api-key: from-env');
  const { url, headers } = await sent({
    apiKey: 'option',
    bearerToken: null,
    baseURL: null,
    environment: 'staging',
    defaultHeaders: { 'x-team': 'lab' },
  });
  expect(url).toBe('https://api.dev.chamelaion.com/api/v1/users/me');
  expect(headers).toEqual({ 'x-api-key': 'option', 'x-team': 'lab' });
});

test('undefined options count as not given', async () => {
  const none = { bearerToken: undefined, baseURL: undefined, environment: undefined, defaultHeaders: undefined };
  expect((await sent({ apiKey: 'key', ...none })).headers).toEqual({ 'x-api-key': 'key' });
});

test.each([{}, { apiKey: '' }, { apiKey: '  ' }, { apiKey: null }])(
  'without a key, the first call that needs one says what to set, and sends nothing: %j',
  async (options) => {
    vi.stubEnv('CHAMELAION_API_KEY', '');
    const { fetch, calls } = answeringJSON({ status: 'ok' });
    const client = new Chamelaion({ ...options, baseURL: 'http://127.0.0.1:4010/api', fetch });
    await expect(client.health.check()).resolves.toEqual({ status: 'ok' });
    const failure = client.lipsync.requests.list();
    await expect(failure).rejects.toThrow(ChamelaionError);
    await expect(failure).rejects.toThrow(/CHAMELAION_API_KEY.*apiKey/);
    expect(calls).toHaveLength(1);
  },
);

test('a page that talks to a proxy needs no key', async () => {
  inPage().stubGlobal('location', { href: 'https://app.example.com/dub' });
  expect((await sent({ baseURL: '/api/chamelaion' })).headers).toEqual({});
  await expect(sent({ baseURL: null })).rejects.toThrow('CHAMELAION_API_KEY');
});

test('a page that is rendered on a server creates its client there, and is told why it cannot send', async () => {
  const { fetch, calls } = answeringJSON({ name: 'me' });
  const client = new Chamelaion({ apiKey: 'key', baseURL: '/api/chamelaion', fetch });
  const failure = client.users.retrieveCurrent();
  await expect(failure).rejects.toThrow(ChamelaionError);
  await expect(failure).rejects.toThrow(
    "baseURL '/api/chamelaion' is a path, which works only in a page: set an absolute URL",
  );
  expect(calls).toEqual([]);
});

test.each<[string, unknown]>([
  ['options', 'key'],
  ['apiKey', { apiKey: 42 }],
  ['apiKey', { apiKey: 'two\nlines' }],
  ['bearerToken', { bearerToken: 'schlüssel-☃' }],
  ['baseURL', { baseURL: 42 }],
  ['baseURL', { baseURL: 'api.chamelaion.com' }],
  ['baseURL', { baseURL: 'ftp://api.chamelaion.com' }],
  ['baseURL', { baseURL: 'https://user:password@api.chamelaion.com' }],
  ['baseURL', { baseURL: 'https://api.chamelaion.com?x=1' }],
  ['baseURL', { baseURL: 'https://api.chamelaion.com/api?' }],
  ['baseURL', { baseURL: 'https://api.chamelaion.com/api#' }],
  ['dangerouslyAllowBrowser', { dangerouslyAllowBrowser: 'false' }],
  ['environment', { environment: 'prod' }],
  ['environment', { environment: 'toString' }],
  ['environment and baseURL', { environment: 'staging', baseURL: 'https://example.com' }],
  ['defaultHeaders', { defaultHeaders: 'x-team: lab' }],
  ["defaultHeaders\\['x-team'\\]", { defaultHeaders: { 'x-team': 1 } }],
  ['defaultHeaders', { defaultHeaders: { 'bad name': 'x' } }],
  ['fetch', { fetch: 'fetch' }],
  ['logger', { logger: {} }],
  ['logger', { logger: null }],
  ['logLevel', { logLevel: 'loud' }],
])('a wrong option is named: %s %j', (field, options) => {
  const create = () => new Chamelaion(options as ClientOptions);
  expect(create).toThrow(ChamelaionError);
  expect(create).toThrow(new RegExp(field));
  expect(create).not.toThrow(/password@|two|schlüssel/);
});

test.each([
  ['CHAMELAION_API_KEY', 'a\nb', 'CHAMELAION_API_KEY'],
  ['CHAMELAION_BASE_URL', 'localhost:4010', 'CHAMELAION_BASE_URL'],
  ['CHAMELAION_CUSTOM_HEADERS', 'X-Team: lab\nnonsense-secret', 'CHAMELAION_CUSTOM_HEADERS, line 2'],
])('a wrong environment variable is named: %s', (name, value, message) => {
  vi.stubEnv(name, value);
  expect(() => new Chamelaion()).toThrow(message);
  expect(() => new Chamelaion()).not.toThrow(/secret/);
});

test('a browser is refused a key, unless it is told that this is dangerous', async () => {
  inPage();
  for (const options of [{ apiKey: 'SECRET-key' }, { bearerToken: 'SECRET-token' }]) {
    expect(() => new Chamelaion(options)).toThrow(/proxy.*baseURL.*dangerouslyAllowBrowser/);
    expect(() => new Chamelaion(options)).not.toThrow(/SECRET/);
  }
  const { headers } = await sent({ apiKey: 'key', dangerouslyAllowBrowser: true });
  expect(headers).toEqual({ 'x-api-key': 'key' });
});

test('withOptions gives another client, with the rest as it was', async () => {
  const { fetch, calls } = answeringJSON({ name: 'me' });
  const defaultHeaders = { 'x-a': '1' };
  const client = new Chamelaion({ apiKey: 'key', baseURL: 'https://one.test', fetch, defaultHeaders });
  const other = client.withOptions({ baseURL: 'https://two.test', apiKey: null, bearerToken: 'token' });
  await other.users.retrieveCurrent();
  await client.users.retrieveCurrent();
  expect(calls.map(({ url }) => url)).toEqual(['https://two.test/v1/users/me', 'https://one.test/v1/users/me']);
  expect(Object.fromEntries(calls[0]?.headers ?? [])).toEqual({ authorization: 'Bearer token', 'x-a': '1' });
  expect(Object.fromEntries(calls[1]?.headers ?? [])).toEqual({ 'x-api-key': 'key', 'x-a': '1' });
  // What a timer cannot count would end a call at once.
  for (const timeout of [-1, 2 ** 31]) expect(() => client.withOptions({ timeout })).toThrow('timeout');
});

test.each([
  ['off', 0],
  ['warn', 0],
  ['info', 1],
  ['debug', 1],
] as const)('logLevel %s lets %i lines through', async (logLevel, count) => {
  const { lines, logger } = recorder();
  const { client } = scripted([failed(503, { 'retry-after': '0' }), json({ name: 'me' })], { logger, logLevel });
  await client.users.retrieveCurrent();
  expect(lines).toHaveLength(count);
});
