import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import Chamelaion from '@chamelaion/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checked } from './oracle.ts';

// The second witness: the stock `prism mock` on the same contract, which knows nothing of our mock.
let client: Chamelaion;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  const port = await freePort();
  const prism = spawn('npm', ['run', '--silent', 'prism', '--', '--port', String(port)], { detached: true });
  const closed = once(prism, 'close');
  stop = () => {
    process.kill(-(prism.pid as number));
    return closed;
  };
  await new Promise<void>((resolve, reject) => {
    let log = '';
    prism.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('is listening on')) resolve();
    });
    prism.once('close', () => reject(new Error(log)));
  });
  const baseURL = `http://127.0.0.1:${port}`;
  client = new Chamelaion({ apiKey: 'any', bearerToken: 'any', baseURL, fetch: checked(baseURL) });
}, 30_000);
afterAll(() => stop());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

test('stock Prism accepts what the client sends, and the client what it answers', async () => {
  expect(await client.health.check()).toEqual({ status: 'ok' });
  expect(await client.users.retrieveCurrent()).toEqual({ name: 'My API Token' });
  const { request_id } = await client.lipsync.generate({
    inputs: [
      { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
      { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    ],
  });
  expect((await client.lipsync.requests.retrieve(request_id)).status).toBe('completed');
  expect((await client.lipsync.requests.list({ limit: 5 })).pagination.total).toBe(2);
});

test('stock Prism validates by the 2020-12 dialect: it refuses two videos', async () => {
  const input = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' };
  const response = await fetch(`${client.baseURL}/v1/lipsync/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'any' },
    body: JSON.stringify({ inputs: [input, input] }),
  });
  expect(response.ok).toBe(false);
});
