import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMockServer } from '@chamelaion/mock-server';
import type { Stage } from '../cases/case.ts';

/** A stage in this process, to be closed. */
export interface OpenStage extends Stage {
  close(): Promise<void>;
}

/** A server on a free port of this machine alone. */
export async function listen(handler: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Starts the mock, and the place that redirects point to. */
export async function openStage(): Promise<OpenStage> {
  const nobody = await listen(() => {});
  nobody.server.close();
  let strays = 0;
  const elsewhere = await listen((request, response) => {
    strays++;
    request.resume();
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', '*').end('{}');
  });
  const mock = await startMockServer({ clock: 'manual', cors: true });
  return {
    baseURL: mock.url,
    refusedURL: nobody.origin,
    elsewhereURL: elsewhere.origin,
    async reset() {
      mock.reset();
      strays = 0;
    },
    async failNext(fault, options) {
      mock.failNext(fault, options);
    },
    async advance(ms) {
      mock.clock.advance(ms);
    },
    requests: async () => mock.requests,
    strays: async () => strays,
    async close() {
      elsewhere.server.close();
      elsewhere.server.closeAllConnections();
      await mock.close();
    },
  };
}
