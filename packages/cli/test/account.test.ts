import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { expect, onTestFinished, test, vi } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { controls, createWorld, secret } from './world.ts';

test('whoami prints the name of the key, never the key', async () => {
  const { chamelaion } = await createWorld();
  expect(await chamelaion('whoami')).toEqual({ code: 0, out: 'My API Token\n', err: '' });
  const { out } = await chamelaion('--json whoami');
  expect(JSON.parse(out)).toEqual({ name: 'My API Token', base_url: process.env['CHAMELAION_BASE_URL'] });
});

test('what a terminal would act on is escaped in JSON, and arrives whole', async () => {
  const { mock, chamelaion } = await createWorld();
  const name = 'evil\u009b31m\u202e\u2028\u001b[2J';
  mock.failNext({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name }) });
  const { out } = await chamelaion('whoami --json');
  expect(JSON.parse(out).name).toBe(name);
  expect(out).not.toMatch(controls);
});

test('--environment wins over the environment', async () => {
  const { chamelaion } = await createWorld();
  const urls: string[] = [];
  const fetch = async (url: string) => {
    urls.push(url);
    return Response.json({ name: 'staged' });
  };
  expect((await chamelaion('whoami --environment staging', { client: { fetch } })).out).toBe('staged\n');
  expect(urls).toEqual(['https://api.dev.chamelaion.com/api/v1/users/me']);
});

test.each([
  [['--version'], 0, packageJson.version],
  [['dub', '--help'], 0, 'Usage: chamelaion dub'],
  [['help', 'jobs'], 0, 'Usage: chamelaion jobs'],
  [[], 2, 'Usage: chamelaion'],
  [['jobs'], 2, 'Usage: chamelaion jobs'],
])('%j ends with %d', async (argv, code, words) => {
  const { chamelaion } = await createWorld();
  const ran = await chamelaion(argv);
  expect(ran.code).toBe(code);
  expect(code === 0 ? ran.out : ran.err).toContain(words);
});

test.each([false, true])('login keeps a key for its user alone, logout removes it (terminal: %s)', async (tty) => {
  const { mock, folder, chamelaion } = await createWorld({ apiKeys: ['stored-key'] });
  process.env['CHAMELAION_API_KEY'] = '';
  const without = await chamelaion('whoami');
  expect(without).toMatchObject({ code: 2, out: '' });
  expect(without.err).toMatch(/There is no API key\.\n.*chamelaion login/);

  const file = `${folder}/config/chamelaion/key`;
  await mkdir(`${folder}/config/chamelaion`, { recursive: true, mode: 0o700 });
  await writeFile(file, 'old', { mode: 0o644 });
  const login = await chamelaion('login', { stdin: tty ? 'stored-key\r' : 'stored-key\n', tty });
  expect(login).toMatchObject({ code: 0, out: expect.stringMatching(/^stored +\/.*key\n$/) });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(`${folder}/config/chamelaion`)).mode & 0o777).toBe(0o700);
  expect(await chamelaion('whoami')).toEqual({ code: 0, out: 'My API Token\n', err: '' });

  expect((await chamelaion('logout')).code).toBe(0);
  expect((await chamelaion('whoami')).code).toBe(2);
  expect((await chamelaion('logout --json')).out).toContain('false');
  await mkdir(file);
  expect((await chamelaion('whoami')).err).toMatch(/key cannot be read: it is a folder\.\nSet CHAMELAION_API_KEY/);
  expect(mock.requests.every(({ method }) => method === 'GET')).toBe(true);
});

test.each(['', 'two words', 'line\nbreak', '\u001b[31mred'])('login refuses %j', async (stdin) => {
  const { folder, chamelaion } = await createWorld();
  const ran = await chamelaion('login', { stdin });
  expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining('This is not a key') });
  await expect(stat(`${folder}/config/chamelaion/key`)).rejects.toThrow('ENOENT');
});

test.each([
  ['--api-key=typed-secret'],
  ['--api-key', 'typed-secret'],
  ['--token', 'typed-secret'],
  ['--API_KEY=typed-secret'],
])('a key as an argument is refused, and not repeated: %j', async (...argv) => {
  const { mock, chamelaion } = await createWorld();
  const { code, out, err } = await chamelaion(['whoami', ...argv]);
  expect({ code, out, requests: mock.requests }).toEqual({ code: 2, out: '', requests: [] });
  expect(err).toMatch(/never an argument.*CHAMELAION_API_KEY/s);
});

test('--env-file gives the key, and the environment wins over it', async () => {
  const { chamelaion } = await createWorld({ apiKeys: ['of-the-file'] });
  await writeFile('.env.mine', 'CHAMELAION_API_KEY=of-the-file\n');
  expect((await chamelaion('whoami --env-file .env.mine')).code).toBe(1);
  delete process.env['CHAMELAION_API_KEY'];
  expect((await chamelaion('whoami --env-file .env.mine')).code).toBe(0);
  expect(await chamelaion('whoami --env-file nothing')).toMatchObject({ code: 2, out: '' });
});

test('a key that no header can hold is named as such', async () => {
  const { chamelaion } = await createWorld();
  process.env['CHAMELAION_API_KEY'] = 'pasted\u2026secret';
  expect(await chamelaion('whoami')).toMatchObject({
    code: 2,
    err: expect.stringContaining('CHAMELAION_API_KEY holds a character'),
  });
});

test.each([
  [['--base-url', 'ftp://x'], /baseURL must be an absolute http/],
  [['--base-url', 'http://127.0.0.1:1', '--environment', 'staging'], /environment and baseURL both name the API/],
  [['--environment', 'mars'], /Allowed choices are production, staging/],
  [['--timeout', 'soon'], /Write a number/],
  [['--timeout', '1e9'], /timeout must be/],
  [['--max-retries', '-1'], /Write a whole number/],
])('%j is wrong usage', async (argv, why) => {
  const { mock, chamelaion } = await createWorld();
  const { code, err } = await chamelaion(['whoami', ...argv]);
  expect({ code, requests: mock.requests }).toEqual({ code: 2, requests: [] });
  expect(err).toMatch(why);
});

test('the proxy of the environment is used, and left out by NO_PROXY', async () => {
  const { chamelaion } = await createWorld();
  const before = getGlobalDispatcher();
  let tunnels = 0;
  const proxy = createServer().on('connect', ({ url = '' }, socket) => {
    tunnels++;
    const [host, port] = url.split(':');
    const through = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    for (const one of [through, socket]) one.on('error', () => {});
    through.pipe(socket).pipe(through);
    socket.on('close', () => through.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    setGlobalDispatcher(before);
    proxy.close();
    proxy.closeAllConnections();
  });
  process.env['HTTP_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  expect((await chamelaion('whoami')).code).toBe(0);
  expect(tunnels).toBe(1);
  process.env['NO_PROXY'] = '127.0.0.1';
  expect((await chamelaion('whoami')).code).toBe(0);
  expect(tunnels).toBe(1);
  process.env['HTTP_PROXY'] = 'not a url:secret-password';
  expect((await chamelaion('whoami')).code).toBe(2);
});

test('doctor says what is right, and what is wrong', async () => {
  const { chamelaion } = await createWorld();
  const well = await chamelaion('doctor');
  expect(well.code).toBe(0);
  expect(well.out).toMatch(/^ok {5}clock: right$/m);
  expect(well.out).toMatch(/^ok {5}key: accepted, its name is My API Token$/m);

  process.env['CHAMELAION_BASE_URL'] = 'http://127.0.0.1:2/api';
  const { code, out } = await chamelaion('doctor --json');
  const { ok, findings } = JSON.parse(out);
  expect({ code, ok }).toEqual({ code: 1, ok: false });
  expect(findings.at(-1)).toEqual({
    name: 'network',
    ok: false,
    detail: expect.stringContaining('ECONNREFUSED'),
    next: expect.stringContaining('--base-url'),
  });
  process.env['CHAMELAION_API_KEY'] = '';
  expect((await chamelaion('doctor')).out).toMatch(
    /^wrong {2}options and key: There is no API key\.\n +Set CHAMELAION_API_KEY/m,
  );
});

test.each(['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
  'doctor calls %s a failure of TLS',
  async (code) => {
    const { chamelaion } = await createWorld();
    const cause = Object.assign(new Error('no'), { code });
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const { out } = await chamelaion('doctor', { client: { fetch } });
    expect(out).toMatch(/^wrong {2}TLS: .*\n +Check the clock; if/m);
  },
);

test('doctor sees a clock that is wrong', async () => {
  const { chamelaion } = await createWorld();
  const fetch = async (url: string, init: RequestInit) => {
    const response = await globalThis.fetch(url, init);
    return new Response(await response.text(), {
      headers: { 'content-type': 'application/json', date: 'Tue, 07 Apr 2026 10:00:00 GMT' },
    });
  };
  const { code, out } = await chamelaion('doctor', { client: { fetch } });
  expect(code).toBe(1);
  expect(out).toMatch(/^wrong {2}clock: \d+ s ahead\n +Turn on automatic time/m);
});

test.each([
  ['the environment', secret],
  ['login', 'another-secret-key'],
])('no command shows a key of %s that the API repeats', async (from, key) => {
  const { chamelaion } = await createWorld();
  if (from === 'login') {
    await chamelaion('login', { stdin: key });
    vi.stubEnv('CHAMELAION_API_KEY', '');
  }
  const words = `key ${key}, ${encodeURIComponent(key)}, ${btoa(key)}`;
  const job = { id: 'a', status: 'failed', error_message: words, reference_id: words, created_at: words };
  const fetch = async (url: unknown) =>
    Response.json({
      ...job,
      name: words,
      ...(/requests$|requests\?/.test(String(url)) && { data: [job], pagination: { total: 1 } }),
    });
  for (const line of ['whoami', 'doctor', 'jobs get a', 'jobs list', 'jobs wait a']) {
    for (const more of ['', ' --json']) {
      const { out, err } = await chamelaion(line + more, { client: { fetch: fetch as never } });
      expect(out + err).toContain('[redacted]');
      for (const form of [key, btoa(key)]) expect(out + err).not.toContain(form);
    }
  }
});
