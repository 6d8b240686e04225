import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import Chamelaion from '@chamelaion/client';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { beforeEach, expect, test } from 'vitest';
import { expectRefusal, key, startProgram } from '../test/start-program.ts';

/** What an environment leads to: the real API for `--real`, and a trap for all else. */
let api: MockServer;
let env: Record<string, string>;
beforeEach(async () => {
  api = await startMockServer({ apiKeys: [key] });
  env = { CHAMELAION_API_KEY: key, CHAMELAION_BASE_URL: api.url };
  return () => api.close();
});

const start = (args: string[], env: Record<string, string> = {}) => startProgram('studio/main.ts', args, env);

/** What a request for a job is answered, whose headers no `fetch` would send. */
async function answerTo(url: string, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
  const request = httpRequest(`${url}api/chamelaion/v1/lipsync/generate`, { method: 'POST', headers });
  request.end();
  const [response] = await once(request, 'response');
  response.resume();
  return response;
}

const urlIn = (line: string) => /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0] ?? '';

test('one command gives page, proxy and mock, and Ctrl-C ends them all', async () => {
  const studio = start([], env);
  const url = urlIn(await studio.line(/^studio at /));
  const page = await fetch(url);
  expect(await page.text()).toContain('<title>Dub studio</title>');
  const client = new Chamelaion({ baseURL: `${url}api/chamelaion`, apiKey: 'the-proxy-has-its-own' });
  expect((await client.lipsync.requests.list()).data).toEqual([]);
  const inputs: Chamelaion.LipsyncGenerateParams['inputs'] = [
    { type: 'video', url: 'https://cdn.example.com/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/42.wav' },
  ];
  const { request_id } = await client.lipsync.generate({ inputs });
  expect(await client.lipsync.requests.retrieve(request_id)).toMatchObject({ status: 'queued' });

  // A page of another site.
  const stranger = await fetch(`${url}api/chamelaion/v1/lipsync/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    body: JSON.stringify({ inputs }),
  });
  expect(stranger.status).toBe(403);

  // One whose name leads here, so that its page and the API seem to be of one site.
  const name = 'evil.example';
  const rebound = await answerTo(url, { host: name, origin: `http://${name}` });
  expect(rebound.statusCode).toBe(403);
  // And no site may show the page in a frame.
  expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");

  studio.stop();
  const { code, errors } = await studio.ended;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  await expect(fetch(url)).rejects.toThrow();
  expect(api.requests).toEqual([]);
});

test('a second studio finds another port', async () => {
  const both = [start([]), start([])];
  const urls = await Promise.all(both.map(async (studio) => urlIn(await studio.line(/^studio at /))));
  expect(new Set(urls).size).toBe(2);
});

test('a page on the mock server is never a page on the real API', async () => {
  const practice = start([]);
  const page = urlIn(await practice.line(/^studio at /));
  practice.stop();
  await practice.ended;
  const real = start(['--real', '--yes'], env);
  expect(urlIn(await real.line(/^studio at /))).not.toBe(page);
});

test('--real says first that it spends credits, and tries the key', async () => {
  const studio = start(['--real', '--yes'], env);
  const url = urlIn(await studio.line(/^studio at /));
  expect(await studio.line(/^real API at /)).toBe(
    `real API at ${api.url}: every job that is sent from the page spends credits`,
  );
  expect(await (await fetch(`${url}studio.json`)).json()).toEqual({ spendsCredits: true });
  expect((await fetch(`${url}api/chamelaion/v1/lipsync/requests`)).status).toBe(200);
  expect(api.requests.map(({ operation }) => operation)).toEqual(['users.retrieveCurrent', 'lipsync.requests.list']);
});

test.each([
  [
    '--real without a key',
    ['--real'],
    { CHAMELAION_API_KEY: '' },
    '--real needs the environment variable CHAMELAION_API_KEY',
  ],
  ['--real without a terminal', ['--real'], {}, 'add --yes'],
  ['a key that is refused', ['--real', '--yes'], { CHAMELAION_API_KEY: 'mock_invalid' }, 'invalid token'],
  ['an unknown option behind --, as npm wants it', ['--', '--fast'], {}, "unknown option '--fast'"],
])('%s ends with one clear line and exit code 1', (_, args, more, message) =>
  expectRefusal(start(args, { ...env, ...more }), message),
);
