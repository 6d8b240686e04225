import { type Kind, kinds } from '@chamelaion/spec/operations';
import { APIPromise } from '../http/api-promise.ts';
import type { Http } from '../http/http.ts';
import type { Completed, JobPage } from '../jobs/job.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { WaitOptions } from '../jobs/wait-for.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { Kinds } from '../types.ts';
import { Listing } from './listing.ts';

/** Follows the jobs of a kind. */
export class Requests<K extends Kind> extends Listing<
  Kinds[K]['request'],
  JobPage<Kinds[K]['request']>,
  Kinds[K]['params']
> {
  readonly #jobs: Jobs<Kinds[K]['request']>;

  constructor(http: Http, kind: K, jobs: Jobs<Kinds[K]['request']>) {
    super(http, kinds[kind].find);
    this.#jobs = jobs;
  }

  /**
   * Retrieves a job by the `request_id` that its creation answered; a lip-sync job by your own `reference_id` as well.
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
  retrieve(id: string, options?: RequestOptions): APIPromise<Kinds[K]['request']> {
    return new APIPromise(this.#jobs.retrieve(id, options));
  }

  /**
   * Waits until a job is completed, polling ever more slowly as it grows older; from eight waits of a kind on, lists
   * answer them together. Rate limits slow down all waits of this client together; neither they nor failures that pass
   * end a wait. A status that is not documented keeps it waiting.
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
  waitFor(id: string, options?: WaitOptions<Kinds[K]['request']>): Promise<Completed<Kinds[K]['request']>> {
    return this.#jobs.waitFor(id, options);
  }
}
