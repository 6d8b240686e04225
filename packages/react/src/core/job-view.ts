import type { JobRequest } from '@chamelaion/client';
import { isMissing } from './is-missing.ts';
import { isTransient } from './is-transient.ts';
import { isOver, type ReadKind } from './job-kind.ts';
import type { JobState } from './job-state.ts';

/** What is known of a job in each phase. */
export type JobView<R extends JobRequest> =
  /** Nothing was submitted. */
  | { phase: 'idle'; request: undefined; error: null }
  /** The submission is under way, or its outcome is being found out. */
  | { phase: 'submitting'; request: undefined; error: null }
  /** After a reload or `resume()`: looks for the job. `error` says why the API cannot tell; it is asked again. */
  | { phase: 'looking'; request: undefined; error: Error | null }
  /** The job was made; its status was not seen yet. `error` is that of the last poll. */
  | { phase: 'submitted'; request: undefined; error: Error | null }
  /** The job goes on, with the API's own status, those to come included. `error` is that of the last poll. */
  | { phase: Exclude<R['status'], 'completed' | 'failed'>; request: R; error: Error | null }
  /** The result is in `request`. */
  | { phase: 'completed'; request: Extract<R, { status: 'completed' }>; error: null }
  /** `request.error_message` says why. */
  | { phase: 'failed'; request: Extract<R, { status: 'failed' }>; error: null }
  /** No job was made; `error` says why. */
  | { phase: 'refused'; request: undefined; error: Error }
  /** The submission was cut off, and no job of it was found. */
  | { phase: 'interrupted'; request: undefined; error: null }
  /** The job was made, but the API does not know it any more; `error` is its 404. */
  | { phase: 'forgotten'; request: R | undefined; error: Error }
  /** `stopWaiting()` was called. */
  | { phase: 'stopped'; request: R | undefined; error: null }
  /** How the job stands could not be found out; `error` says why. It may have been made, and may go on. */
  | { phase: 'unsettled'; request: R | undefined; error: Error };

/** What the polls say: a query's result, or its state. */
export interface PollResult<R> {
  readonly data?: R | undefined;
  readonly error: Error | null;
}

/** True for phases in which no job is under way. */
export function isFree(phase: string): boolean {
  return /^(idle|refused|interrupted|forgotten|completed|failed)$/.test(phase);
}

/** True for phases that go on by themselves. */
export function isBusy(phase: string): boolean {
  return !isFree(phase) && !/^(stopped|unsettled)$/.test(phase);
}

/** How the job stands, from what the page and its polls say. */
export function jobView<R extends JobRequest>(
  kind: Pick<ReadKind<R>, 'hasResult'>,
  { phase, error: failure, job }: JobState,
  poll?: PollResult<R>,
): JobView<R> {
  const error = poll?.error ?? null;
  // Until the page has taken over the id that was found, it looks.
  const request = job?.requestId ? poll?.data : undefined;
  const view = (phase: string, error: Error | null) =>
    // The branches below see to it that the three go together.
    ({ phase, request, error }) as JobView<R>;
  if (request && isOver(request, kind)) return view(request.status, null);
  if (phase) return view(phase, failure);
  if (error && !isTransient(error)) {
    if (!isMissing(error)) return view('unsettled', error);
    return job?.requestId ? view('forgotten', error) : view('interrupted', null);
  }
  if (!request) return view(job?.requestId ? 'submitted' : 'looking', error);
  // A status to come may read like a phase that is free for the next job, and a completed one may lack its result.
  return view(isBusy(request.status) ? request.status : 'processing', error);
}
