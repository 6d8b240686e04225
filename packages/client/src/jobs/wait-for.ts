import {
  APIError,
  APIUserAbortError,
  type FailedRequest,
  JobFailedError,
  NotFoundError,
  WaitTimeoutError,
} from '../errors.ts';
import { isApiRefusal, proofOfRead } from '../http/retry-policy.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { Completed, JobRequest } from './job.ts';
import type { Looks } from './looks.ts';
import { firstPoll, pollDelay } from './poll-schedule.ts';

/** What a wait tells while it lasts. */
export interface WaitStatus<R extends JobRequest = JobRequest> {
  /** The id that is waited for. */
  readonly id: string;
  /** The job's status as the API has it; `submitted` before it was asked for. */
  readonly phase: R['status'] | 'submitted';
  /** Milliseconds since the submission, as far as it is known. */
  readonly elapsed: number;
  /** The job as it was last seen. */
  readonly request?: R | undefined;
}

/**
 * How to wait for a job. A wait with `headers` or `fetchOptions` is answered by polls alone, never by a list that other
 * waits share.
 *
 * @example
 * ```ts
 * import Chamelaion, { type WaitOptions } from '@chamelaion/client';
 *
 * const options: WaitOptions = { timeout: 600_000, onStatus: ({ phase, elapsed }) => console.log(phase, elapsed) };
 * await new Chamelaion().lipsync.requests.waitFor('dub-episode-42', options);
 * ```
 */
export interface WaitOptions<R extends JobRequest = JobRequest>
  extends Pick<RequestOptions, 'headers' | 'fetchOptions' | 'onAttempt'> {
  /** Ends the wait, which then rejects with an {@link APIUserAbortError}; the job goes on. */
  signal?: AbortSignal | null | undefined;
  /**
   * Milliseconds until the wait ends with a {@link WaitTimeoutError}; the job goes on.
   * @default 3_600_000; 21_600_000 for a translation
   */
  timeout?: number | undefined;
  /**
   * Called each time that a poll or a list has shown the job, and by `run` as soon as it is submitted. If it throws, the
   * wait ends with its error; the job goes on, under the `id` that it was given.
   */
  onStatus?: ((status: WaitStatus<R>) => void) | undefined;
}

// In a row: more of them are no passing fault but another server's page.
const mostForeign200s = 3;

/** How long after its submission a job may still be missing. */
const missingFor = 30_000;

/**
 * Looks until the job is completed, and has its `result`. `submittedAt`, on `performance.now()`'s clock, is that of a job
 * just submitted.
 */
export async function waitFor<R extends JobRequest>(
  id: string,
  looks: Looks<R>,
  result: string,
  options: WaitOptions<R> & { timeout: number },
  submittedAt?: number,
): Promise<Completed<R>> {
  const { signal, timeout, onStatus } = options;
  const start = submittedAt ?? performance.now();
  // Never below the local time, whatever the server's clock says.
  let head = 0;
  const age = () => performance.now() - start + head;
  /** True while the job may still be missing. */
  const isNew = () => submittedAt !== undefined && age() < missingFor;
  const deadline = performance.now() + timeout;
  let delay = submittedAt === undefined ? 0 : firstPoll;
  let last: unknown;
  let foreign200s = 0;
  const timedOut = () =>
    new WaitTimeoutError(`${id} was not done in ${timeout} ms. It goes on: wait for it again by its id`, {
      id,
      cause: last,
    });
  const watch = looks.enter(id, options);
  try {
    for (;;) {
      if (!(await looks.pause(watch, delay, deadline))) throw timedOut();
      // The moment of the timeout is the last look.
      const over = performance.now() >= deadline;
      try {
        const { request, age: told } = await looks.look(watch, deadline);
        foreign200s = 0;
        head = Math.max(head, (told || 0) - (performance.now() - start));
        onStatus?.({ id, phase: request.status, elapsed: age(), request });
        if (request.status === 'completed' && result in request) return request as Completed<R>;
        if (request.status === 'failed') throw new JobFailedError(request as unknown as FailedRequest);
      } catch (failure) {
        if (isForeign200(failure) ? foreign200s++ >= mostForeign200s : !isTransient(failure, isNew())) throw failure;
        last = failure;
      }
      if (over) throw timedOut();
      delay = pollDelay(age());
    }
  } catch (error) {
    const aborted = signal?.aborted && !(error instanceof APIUserAbortError);
    const failure = aborted ? new APIUserAbortError(`waiting for ${id}: aborted`, { cause: signal.reason }) : error;
    // However the wait ends, the job goes on: its id must not be lost.
    if (failure instanceof APIError) failure.id = id;
    throw failure;
  } finally {
    looks.leave(watch);
  }
}

/** True for a success that is not the API's. */
function isForeign200(failure: unknown): boolean {
  return failure instanceof APIError && failure.status === 200;
}

/** True for failures that the next poll may not meet. Whatever a gateway says of a paid job is one of them. */
function isTransient(failure: unknown, isNew: boolean): boolean {
  if (!(failure instanceof APIError)) return false;
  if (failure.status === undefined) return proofOfRead(failure) === 'not made';
  return isApiRefusal(failure) ? failure instanceof NotFoundError && isNew : true;
}
