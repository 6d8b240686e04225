import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { createProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';
import { onTestFinished } from 'vitest';
import { settings } from './settings.ts';

/** A server on a free port, gone when the test ends. */
export async function listen(listener: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A proxy on Node's http, in front of `baseURL`. */
export async function startProxy(baseURL: string, options: Partial<ProxyOptions> = {}): Promise<string> {
  const { origin } = await listen(toNodeListener(createProxyHandler({ ...settings, baseURL, ...options })));
  return `${origin}/api/chamelaion`;
}

/** A mock of the API on a manual clock. */
export async function startMock(): Promise<MockServer> {
  const mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
  onTestFinished(() => mock.close());
  return mock;
}
