import { once } from 'node:events';
import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProxyHandler } from '@chamelaion/proxy';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { listen, startProxy } from './servers.ts';
import { settings } from './settings.ts';

const MB = 1_000_000;
const limits = { maxUploadBytes: 50_000 };

// If a refused body still comes after 500 ms, Hono's server ends the connection. Node's client, up to version 22, then takes
// its listener off the socket before the error of the write is emitted.
const ignore = () => {};

/** One connection, used again as often as the server allows; gives the status of each answer. */
function connection() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return (url: string, headers: Record<string, string> = {}, body?: Buffer): Promise<number> =>
    new Promise((resolve, reject) => {
      const call = request(url, { agent, method: body ? 'POST' : 'GET', headers: { 'x-user': 'ann', ...headers } });
      call.on('response', (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      call.on('error', reject);
      call.on('socket', (socket) => socket.off('error', ignore).on('error', ignore));
      call.end(body);
    });
}

async function startHono(baseURL: string): Promise<string> {
  const handler = createProxyHandler({ ...settings, ...limits, baseURL });
  const app = new Hono();
  app.all('/api/chamelaion/*', (context) => handler(context.req.raw));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  onTestFinished(() => void server.close());
  if (!server.listening) await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/chamelaion`;
}

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'multipart/form-data; boundary=b' };
const refusals: [string, string, Record<string, string>, number][] = [
  ['a JSON body that is too large', '/v1/lipsync/generate', json, 413],
  ['a form that is too large', '/v1/lipsync/generate-with-media', form, 413],
  ['another origin', '/v1/lipsync/generate', { ...json, origin: 'https://evil.test' }, 403],
  ['an unknown path', '/nope', json, 404],
  ['an invalid host', '/v1/lipsync/generate', { ...json, host: 'a@b' }, 400],
  ['a wrong type', '/v1/lipsync/generate', { 'content-type': 'text/plain' }, 400],
];
const mounts = {
  'Node http': (baseURL: string) => startProxy(baseURL, limits),
  Hono: startHono,
};

test.each(Object.entries(mounts).flatMap(([mount, start]) => refusals.map((one) => ({ mount, start, one }))))(
  'on $mount, $one.0 harms no request after it on the same connection',
  async ({ start, one: [, path, headers, status] }) => {
    const { origin } = await listen((request, response) => {
      request.resume().on('end', () => response.end('{"name":"token","status":"ok"}'));
    });
    const baseURL = await start(origin);
    const send = connection();
    const isJSON = path === '/v1/lipsync/generate' && status === 413;
    for (const size of isJSON ? [5 * MB, 20 * MB] : [0.1 * MB, MB, 20 * MB]) {
      expect(await send(baseURL + path, headers, Buffer.alloc(size))).toBe(status);
      expect(await send(`${baseURL}/v1/users/me`)).toBe(200);
    }
  },
);
