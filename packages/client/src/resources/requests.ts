import { APIPromise } from '../http/api-promise.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { WaitOptions } from '../jobs/wait-for.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { CompletedLipsyncRequest, LipsyncRequest, RequestListParams, RequestPagePromise } from '../types.ts';

/** Follows lip-sync jobs. */
export class Requests {
  readonly #jobs: Jobs<LipsyncRequest>;

  constructor(jobs: Jobs<LipsyncRequest>) {
    this.#jobs = jobs;
  }

  /**
   * Retrieves a job by the `request_id` that its creation answered, or by your own `reference_id`.
   *
   * @throws {@link NotFoundError} if there is no such job
   * @throws {@link ChamelaionError} before any request, if `id` is empty, `.` or `..`
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const request = await new Chamelaion().lipsync.requests.retrieve('dub-episode-42');
   * if (request.status === 'completed') console.log(request.output_url);
   * ```
   */
  retrieve(id: string, options?: RequestOptions): APIPromise<LipsyncRequest> {
    return new APIPromise(this.#jobs.retrieve(id, options));
  }

  /**
   * Lists the account's jobs, a page at a time: `limit` of them (20), after skipping `offset` (0), only those with
   * exactly your `reference_id` if you give one. Iterated, gives all of them, each once, page after page. The API does
   * not document their order.
   *
   * @throws {@link ChamelaionError} before any request, if `limit` or `offset` is out of bounds
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
    return this.#jobs.list(query, options);
  }

  /**
   * Waits until a job is completed, polling ever more slowly as it grows older. Rate limits slow down all waits of this
   * client together; neither they nor failures that pass end a wait. A status that is not documented keeps it waiting.
   *
   * @throws {@link JobFailedError} if the job failed
   * @throws {@link WaitTimeoutError} if it takes too long; the job goes on
   * @throws {@link NotFoundError} if there is no such job
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { output_url } = await new Chamelaion().lipsync.requests.waitFor('dub-episode-42', {
   *   onStatus: ({ phase, elapsed }) => console.log(phase, elapsed),
   * });
   * ```
   */
  waitFor(id: string, options?: WaitOptions<LipsyncRequest>): Promise<CompletedLipsyncRequest> {
    return this.#jobs.waitFor(id, options);
  }
}
