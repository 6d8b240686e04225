import type { RequestOptions } from './call-options.ts';
import {
  APIError,
  APIUserAbortError,
  LipsyncFailedError,
  NotFoundError,
  RateLimitError,
  WaitTimeoutError,
} from './errors.ts';
import type { PollGate } from './poll-gate.ts';
import { firstPoll, pollDelay } from './poll-schedule.ts';
import { readProof } from './retry-policy.ts';
import type { CompletedLipsyncRequest, LipsyncRequest } from './types.ts';

/** What a wait tells while it lasts. */
export interface WaitStatus {
  /** The id that is waited for. */
  readonly id: string;
  /** The job's status as the API has it; `submitted` before it was asked for. */
  readonly phase: LipsyncRequest['status'] | 'submitted';
  /** Milliseconds since the submission, as far as it is known. */
  readonly elapsed: number;
  /** The job as the last poll saw it. */
  readonly request?: LipsyncRequest | undefined;
}

/**
 * How to wait for a job.
 *
 * @example
 * ```ts
 * import Chamelaion, { type WaitOptions } from '@chamelaion/client';
 *
 * const options: WaitOptions = { timeout: 600_000, onStatus: ({ phase, elapsed }) => console.log(phase, elapsed) };
 * await new Chamelaion().lipsync.requests.waitFor('dub-episode-42', options);
 * ```
 */
export interface WaitOptions extends Pick<RequestOptions, 'headers' | 'fetchOptions'> {
  /** Ends the wait, which then rejects with an {@link APIUserAbortError}; the job goes on. */
  signal?: AbortSignal | null | undefined;
  /**
   * Milliseconds until the wait ends with a {@link WaitTimeoutError}; the job goes on.
   * @default 3_600_000
   */
  timeout?: number | undefined;
  /** Called after each poll, and by `run` as soon as the job is submitted. */
  onStatus?: ((status: WaitStatus) => void) | undefined;
}

/** One look at the job. */
export interface Poll {
  readonly request: LipsyncRequest;
  /** Milliseconds since the job was created, by the server's own clock, where it tells. */
  readonly age: number | undefined;
}

// The poll at the deadline needs a moment, too.
const shortestPoll = 1_000;
// In a row: more of them are no passing fault but another server's page.
const mostOddAnswers = 3;

/** How long after its submission a job may still be missing. */
const missingFor = 30_000;

/** Polls until the job is completed. `submittedAt`, on `performance.now()`'s clock, is that of a job just submitted. */
export async function waitFor(
  id: string,
  poll: (timeout: number) => Promise<Poll>,
  gate: PollGate,
  { signal, timeout = 3_600_000, onStatus }: WaitOptions,
  submittedAt?: number,
): Promise<CompletedLipsyncRequest> {
  const start = submittedAt ?? performance.now();
  // Never below the local time, whatever the server's clock says.
  let head = 0;
  const age = () => performance.now() - start + head;
  const deadline = performance.now() + timeout;
  let delay = submittedAt === undefined ? 0 : firstPoll;
  let last: unknown;
  let oddAnswers = 0;
  const timedOut = () =>
    new WaitTimeoutError(`${id} was not done in ${timeout} ms. It goes on: wait for it again by its id`, {
      id,
      cause: last,
    });
  try {
    for (;;) {
      if (!(await gate.pass(delay, deadline, signal))) throw timedOut();
      // The moment of the timeout is the last look.
      const over = performance.now() >= deadline;
      try {
        const seen = await poll(Math.max(deadline - performance.now(), shortestPoll));
        gate.passed();
        oddAnswers = 0;
        head = Math.max(head, (seen.age ?? 0) - (performance.now() - start));
        const { request } = seen;
        onStatus?.({ id, phase: request.status, elapsed: age(), request });
        if (request.status === 'completed' && request.output_url) return request;
        if (request.status === 'failed') throw new LipsyncFailedError(request);
      } catch (failure) {
        if (failure instanceof RateLimitError) gate.limited(failure.headers);
        else if (
          !passes(failure, submittedAt !== undefined && age() < missingFor) &&
          !(odd(failure) && oddAnswers++ < mostOddAnswers)
        )
          throw failure;
        last = failure;
      }
      if (over) throw timedOut();
      delay = pollDelay(age());
    }
  } catch (error) {
    const aborted = signal?.aborted && !(error instanceof APIUserAbortError);
    const failure = aborted
      ? new APIUserAbortError(`waiting for ${id}: aborted`, { cause: signal.reason })
      : error;
    // However the wait ends, the job goes on: its id must not be lost.
    if (failure instanceof APIError) failure.id = id;
    throw failure;
  }
}

/** True for a success that is not the API's. */
function odd(failure: unknown): boolean {
  return failure instanceof APIError && failure.status === 200;
}

/** True for failures that the next poll may not meet. */
function passes(failure: unknown, mayBeMissing: boolean): boolean {
  if (failure instanceof NotFoundError) return mayBeMissing;
  return failure instanceof APIError && readProof(failure) === 'not made';
}
