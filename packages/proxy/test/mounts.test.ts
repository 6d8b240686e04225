import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Chamelaion, { type ClientOptions } from '@chamelaion/client';
import { download } from '@chamelaion/client/node';
import { startMockServer } from '@chamelaion/mock-server';
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
// As `next build` loads it: without a key.
import { GET, POST } from '../examples/next-route.ts';
import { apiKey, ownerSecret } from './settings.ts';

// Every mount of the README, as it stands there: an upload, a wait and a download with the client.
const mock = await startMockServer({ clock: 'manual' });
const path = '/api/chamelaion';
const environment = {
  CHAMELAION_API_KEY: apiKey,
  CHAMELAION_OWNER_SECRET: ownerSecret,
  CHAMELAION_BASE_URL: mock.url,
  PORT: '0',
};

beforeEach(() => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(() => void vi.unstubAllEnvs());
afterAll(() => mock.close());

test('the files of the README are those that are tested', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```ts title="([\w.-]+)"\n([\s\S]*?)```/g)].map(([, name, text]) => [name, text]);
  const examples = new URL('../examples/', import.meta.url);
  const files = (await readdir(examples)).map(async (name) => [name, await readFile(new URL(name, examples), 'utf8')]);
  expect(blocks.sort()).toEqual((await Promise.all(files)).sort());
});

type Target = Pick<ClientOptions, 'baseURL' | 'fetch'>;

async function served(module: Promise<{ server: unknown }>): Promise<Target> {
  const server = (await module).server as Server;
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  if (!server.listening) await once(server, 'listening');
  // By itself Node ends a request after five minutes, however well it moves.
  expect(server.requestTimeout).toBe(3_600_000);
  return { baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}` };
}

/** Calls a function as its framework does. */
function called(answer: (request: Request) => Promise<Response>): Target {
  return { baseURL: `http://app.test${path}`, fetch: (url, init) => answer(new Request(url, init)) };
}

const mounts: Record<string, () => Target | Promise<Target>> = {
  'Node http': () => served(import('../examples/node-http.ts')),
  Express: () => served(import('../examples/express.ts')),
  Hono: () => served(import('../examples/hono.ts')),
  'Next.js': () =>
    called((request) => {
      const method: (...args: [Request, unknown]) => Promise<Response> = request.method === 'GET' ? GET : POST;
      return method(request, { params: Promise.resolve({ path: [] }) });
    }),
  async 'React Router'() {
    const { loader, action } = await import('../examples/react-router.ts');
    return called((request) => (request.method === 'GET' ? loader : action)({ request }));
  },
  async 'Cloudflare Workers'() {
    const { default: worker } = await import('../examples/cloudflare-worker.ts');
    return called((request) => worker.fetch(request, environment, { waitUntil() {} }));
  },
};

test.each(Object.entries(mounts))('%s', async (name, target) => {
  mock.reset();
  const where = await target();
  const clientOf = (user: string) => {
    const defaultHeaders = { cookie: `a=b; session=session-of-${user}` };
    // The client asks for a key outside of browsers; what it sends as one stays in the proxy.
    return new Chamelaion({ apiKey: 'none', ...where, defaultHeaders });
  };
  const ann = clientOf('ann');
  expect(await ann.users.retrieveCurrent()).toEqual({ name: 'My API Token' });

  const { request_id } = await ann.lipsync.generateWithMedia({
    video: new File([new Uint8Array(2_000_000).fill(45)], 'clip é (1).mp4', { type: 'video/mp4' }),
    audio: new File([new Uint8Array(70_000)], 'voice.wav', { type: 'audio/wav' }),
    reference_id: `upload by ${name}`,
  });
  const upload = mock.requests.find(({ operation }) => operation === 'lipsync.generateWithMedia');
  expect(upload?.body).toMatchObject({
    video: { filename: 'clip é (1).mp4', bytes: 2_000_000 },
    audio: { filename: 'voice.wav', bytes: 70_000 },
    reference_id: expect.stringMatching(/^c1_[\w-]{22}_upload by /),
  });
  expect(upload?.headers).not.toHaveProperty('cookie');
  mock.clock.advance(2_000);
  const job = await ann.lipsync.requests.waitFor(request_id);
  expect(job.reference_id).toBe(`upload by ${name}`);
  const folder = await mkdtemp(join(tmpdir(), 'mounts-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'result.mp4');
  await download(job, file);
  expect((await readFile(file)).subarray(4, 8).toString()).toBe('ftyp');

  await expect(clientOf('bob').lipsync.requests.retrieve(request_id)).rejects.toThrow(Chamelaion.NotFoundError);
  await expect(clientOf('nobody').health.check()).rejects.toThrow(Chamelaion.AuthenticationError);
});
