import Chamelaion, { type ClientOptions, type Fetch } from '@chamelaion/client';
import { type MockServer, type MockServerOptions, type OperationId, startMockServer } from '@chamelaion/mock-server';
import { ChamelaionProvider } from '@chamelaion/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import type { ReactElement, ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';

/** What a server and the pages of a test share: one mock, and one time, which moves only when it is told to. */
export interface World {
  mock: MockServer;
  /** What was asked of the API, as `METHOD /path?query`. */
  asked: (operation?: string) => string[];
  /** What the pages' clients send by. */
  fetch: Fetch;
  /** Lets time pass, also for the server, and all that happens in it. */
  pass: (ms?: number) => Promise<void>;
  /** Lets the next request to an operation hang until it is aborted. */
  stall: (operation: OperationId) => void;
  /** A page as it is after a load: nothing but the storage lives on. */
  open: (options?: ClientOptions) => Page;
}

export interface Page {
  client: Chamelaion;
  queryClient: QueryClient;
  wrapper: (props: { children?: ReactNode }) => ReactElement;
}

/** How far this machine's clock is from the server's, in milliseconds. */
export interface WorldOptions extends MockServerOptions {
  skew?: number;
}

// No poll is sooner after another.
const step = 500;

export async function createWorld({ skew = 0, ...options }: WorldOptions = {}): Promise<World> {
  const mock = await startMockServer({ clock: 'manual', queuedMs: 5_000, processingMs: 80_000, ...options });
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: mock.clock.now() + skew,
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    await mock.close();
  });

  let underWay = 0;
  let stalled = 0;
  const fetch: Fetch = async (url, init) => {
    underWay++;
    try {
      const response = await globalThis.fetch(url, init);
      const body = await response.arrayBuffer();
      const headers = new Headers(response.headers);
      // The time of this world, not that of the machine.
      headers.set('date', new Date(mock.clock.now()).toUTCString());
      return new Response(body.byteLength ? body : null, { status: response.status, headers });
    } finally {
      underWay--;
    }
  };
  const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
  /** Until nothing is on the wire any more. */
  const rest = async () => {
    for (let still = 0; still < 6; still = underWay > stalled ? 0 : still + 1) {
      await breathe();
      await vi.advanceTimersByTimeAsync(0);
    }
  };

  return {
    mock,
    asked: (operation) =>
      mock.requests
        .filter((request) => operation === undefined || request.operation === operation)
        .map(({ method, path, query }) => `${method} ${path}${JSON.stringify(query)}`),
    fetch,
    async pass(ms = 0) {
      await act(rest);
      // Step by step, so that what a moment brings is rendered before the next.
      for (let left = ms; left > 0; left -= step) {
        await act(async () => {
          const now = Math.min(step, left);
          mock.clock.advance(now);
          await vi.advanceTimersByTimeAsync(now);
          await rest();
        });
      }
    },
    stall(operation) {
      stalled++;
      mock.failNext('stall', { on: operation });
    },
    open(clientOptions) {
      const client = new Chamelaion({
        baseURL: mock.url,
        defaultHeaders: { 'x-api-key': 'any' },
        fetch,
        logLevel: 'off',
        ...clientOptions,
      });
      const queryClient = new QueryClient();
      onTestFinished(() => queryClient.clear());
      const wrapper = ({ children }: { children?: ReactNode }) => (
        <QueryClientProvider client={queryClient}>
          <ChamelaionProvider client={client}>{children}</ChamelaionProvider>
        </QueryClientProvider>
      );
      return { client, queryClient, wrapper };
    },
  };
}

/** A page in a new world. */
export async function openPage(options?: WorldOptions) {
  const world = await createWorld(options);
  const page = world.open();
  return { world, page, ...page };
}
