import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { createProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';
import { onTestFinished } from 'vitest';

/** The key that nobody but the API may see. */
export const apiKey = 'key-that-nobody-may-see';
/** Binds owners to their jobs. */
export const ownerSecret = 'a secret of the tests, of 32 bytes at least';

/** What every proxy of the tests has: the caller says in a header who they are. */
export const settings = {
  apiKey,
  ownerSecret,
  authorize: ({ headers }: Request) => {
    const owner = headers.get('x-user');
    return owner === null ? null : { owner };
  },
} satisfies ProxyOptions;

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

/** A mock of the API on a manual clock. */
export async function startMock(): Promise<MockServer> {
  const mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
  onTestFinished(() => mock.close());
  return mock;
}

/** A proxy on Node's http, in front of `baseURL`. */
export async function startProxy(baseURL: string, options: Partial<ProxyOptions> = {}): Promise<string> {
  const { origin } = await listen(toNodeListener(createProxyHandler({ ...settings, baseURL, ...options })));
  return `${origin}/api/chamelaion`;
}
