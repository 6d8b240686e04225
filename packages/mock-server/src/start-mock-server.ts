import { createRateLimiter } from './access/rate-limiter.ts';
import { loadContract } from './contract/prism.ts';
import { createHandler } from './create-handler.ts';
import type { Fault, FaultOptions } from './faults/fault.ts';
import { createFaultCampaign } from './faults/fault-campaign.ts';
import { createFaultQueue } from './faults/fault-queue.ts';
import { listen } from './http/http-server.ts';
import { createRequestLog, type RecordedRequest } from './http/request-log.ts';
import { createClock, type MockClock } from './jobs/clock.ts';
import { createJobStores } from './jobs/job-store.ts';
import { createWebhooks } from './jobs/webhooks.ts';
import { answerOperations } from './operations/answer-operations.ts';
import { type MockServerOptions, resolveOptions } from './options.ts';
import { createServeOutput } from './serve-output.ts';
import { createServePage } from './serve-page.ts';

/** A mock server that listens. */
export interface MockServer {
  /** The base URL of the API, e.g. `http://127.0.0.1:41234/api`. */
  readonly url: string;
  /** The time that decides the state of jobs and the rate limit. */
  readonly clock: MockClock;
  /** The last 1,000 requests to the API, oldest first, without their credentials. */
  readonly requests: readonly RecordedRequest[];
  /**
   * Makes the next requests fail.
   *
   * @param fault - what goes wrong
   * @param options - how often, and on which operations
   * @throws TypeError or RangeError that names the bad argument
   * @example
   * ```ts
   * import { startMockServer } from '@chamelaion/mock-server';
   *
   * const mock = await startMockServer();
   * mock.failNext('reset', { on: 'lipsync.generate', when: 'after' });
   * mock.failNext({ status: 429, headers: { 'retry-after': '2' } }, { times: 3 });
   * await mock.close();
   * ```
   */
  failNext(fault: Fault, options?: FaultOptions): void;
  /** Forgets all jobs, their webhooks, requests, waiting faults and counted requests; the time goes on. */
  reset(): void;
  /** Stops listening and ends every connection, even those that wait for an answer. */
  close(): Promise<void>;
}

// The documented number beyond which ended jobs are forgotten.
const maxJobs = 10_000;

/**
 * Starts a mock of the Chamelaion API in this process.
 *
 * @param options - see {@link MockServerOptions}; everything has a default
 * @returns the server, once it listens
 * @throws TypeError or RangeError that names the first bad option, before anything starts
 * @throws Error of the system when it can't listen, e.g. one with the code `EADDRINUSE`
 * @example
 * ```ts
 * import { startMockServer } from '@chamelaion/mock-server';
 *
 * const mock = await startMockServer({ clock: 'manual' });
 * const response = await fetch(`${mock.url}/v1/users/me`, { headers: { authorization: 'Bearer any' } });
 * console.log(await response.json()); // { name: 'My API Token' }
 * await mock.close();
 * ```
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const resolved = resolveOptions(options);
  const contract = loadContract();

  const clock = createClock(resolved.clock);
  const stores = createJobStores(maxJobs);
  const webhooks = createWebhooks(resolved.webhooks, clock);
  const log = createRequestLog();
  const rateLimiter = createRateLimiter(resolved.rateLimit);
  const queue = createFaultQueue(contract.operations.map(({ id }) => id));
  const startCampaign = () => resolved.faults && createFaultCampaign(resolved.faults);
  let drawFault = startCampaign();

  const reset = () => {
    for (const jobs of Object.values(stores)) jobs.clear();
    log.clear();
    rateLimiter.clear();
    queue.clear();
    webhooks.clear();
    drawFault = startCampaign();
  };

  const handler = createHandler({
    contract,
    answers: answerOperations(contract, { options: resolved, clock, stores, webhooks, rateLimiter }),
    servePage: createServePage({ contract, options: resolved, clock, stores, log, queue, reset }),
    serveOutput: createServeOutput(stores, clock),
    takeFault: (operation) => queue.take(operation) ?? drawFault?.(),
    log,
    clock,
    cors: resolved.cors,
  });
  const server = await listen(handler, resolved.host, resolved.port);

  return {
    url: `${server.origin}${contract.basePath}`,
    clock,
    requests: log.requests,
    failNext: queue.add,
    reset,
    close() {
      webhooks.clear();
      return server.close();
    },
  };
}
