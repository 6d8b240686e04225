import { APIPromise } from '../api-promise.ts';
import type { RequestOptions } from '../call-options.ts';
import { checkOptions } from '../check-options.ts';
import { checkPage } from '../check-params.ts';
import { PollGate } from '../poll-gate.ts';
import { RequestPagePromise } from '../request-page.ts';
import type { Send } from '../transport.ts';
import type {
  CompletedLipsyncRequest,
  LipsyncRequest,
  RequestListParams,
  RequestListResponse,
} from '../types.ts';
import { unwrap } from '../unwrap.ts';
import { type WaitOptions, waitFor } from '../wait-for.ts';

/** Follows lip-sync jobs. */
export class Requests {
  readonly #send: Send;
  readonly #timeout: number;
  readonly #gate = new PollGate();

  constructor(send: Send, timeout: number) {
    this.#send = send;
    this.#timeout = timeout;
  }

  /**
   * Retrieves a job by the `request_id` that its creation answered, or by your own `reference_id`.
   *
   * @throws {@link NotFoundError} where there is no such job
   * @throws {@link ChamelaionError} before any request, where `id` is empty, `.` or `..`
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const request = await new Chamelaion().lipsync.requests.retrieve('dub-episode-42');
   * if (request.status === 'completed') console.log(request.output_url);
   * ```
   */
  retrieve(id: string, options?: RequestOptions): APIPromise<LipsyncRequest> {
    const input = { ...options, params: { path: { id } } };
    return new APIPromise(unwrap(this.#send('GET', '/v1/lipsync/requests/{id}', input), 'status'));
  }

  /**
   * Lists the account's jobs, a page at a time: `limit` of them (20), after skipping `offset` (0), only those with
   * exactly your `reference_id` if you give one. Iterated, gives all of them, each once, page after page. The API does
   * not document their order.
   *
   * @throws {@link ChamelaionError} before any request, where `limit` or `offset` is out of bounds
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const client = new Chamelaion();
   * const { data, pagination } = await client.lipsync.requests.list({ limit: 50 });
   * console.log(`${data.length} of ${pagination.total}`);
   *
   * for await (const request of client.lipsync.requests.list({ limit: 100 })) console.log(request.id);
   * ```
   */
  list(query: RequestListParams = {}, options?: RequestOptions): RequestPagePromise {
    return new RequestPagePromise(async (params) => {
      checkPage(params);
      const call = this.#send('GET', '/v1/lipsync/requests', { ...options, params: { query: params } });
      return unwrap<RequestListResponse>(call, 'data');
    }, query);
  }

  /**
   * Waits until a job is completed, polling ever more slowly as it grows older. Rate limits slow down all waits of this
   * client together; neither they nor failures that pass end a wait. A status that is not documented keeps it waiting.
   *
   * @throws {@link LipsyncFailedError} where the job failed
   * @throws {@link WaitTimeoutError} where it takes too long; the job goes on
   * @throws {@link NotFoundError} where there is no such job
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { output_url } = await new Chamelaion().lipsync.requests.waitFor('dub-episode-42', {
   *   onStatus: ({ phase, elapsed }) => console.log(phase, elapsed),
   * });
   * ```
   */
  waitFor(id: string, options: WaitOptions = {}): Promise<CompletedLipsyncRequest> {
    return this.follow(id, options);
  }

  /** @internal The same, for a job that was submitted at `submittedAt`, by `performance.now()`. */
  async follow(id: string, options: WaitOptions, submittedAt?: number): Promise<CompletedLipsyncRequest> {
    checkOptions(options);
    const { signal, headers, fetchOptions } = options;
    const poll = async (left: number) => {
      // Whether and when to ask again is the wait's own business.
      const once = { signal, headers, fetchOptions, maxRetries: 0, rateLimitTimeout: 0 };
      const timeout = Math.min(left, this.#timeout);
      const { data: request, response } = await this.retrieve(id, { ...once, timeout }).withResponse();
      const age = Date.parse(response.headers.get('date') ?? '') - Date.parse(request.created_at);
      return { request, age: Number.isNaN(age) ? undefined : age };
    };
    return waitFor(id, poll, this.#gate, options, submittedAt);
  }
}
