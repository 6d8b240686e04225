import type { LipsyncRequest } from '@chamelaion/client';
import type { JobState } from './create-job.ts';
import type { LipsyncJobState } from './lipsync-job.ts';
import { passes } from './passes.ts';
import { isOver } from './poll-interval.ts';
import { isMissing } from './stored-job-options.ts';

/** What the polls say: a query's result, or its state. */
export interface PollResult {
  readonly data?: LipsyncRequest | undefined;
  readonly error: Error | null;
}

/** True for phases in which no job is under way. */
export function isFree(phase: string): boolean {
  return /^(idle|refused|interrupted|completed|failed)$/.test(phase);
}

/** True for phases that go on by themselves. */
export function isBusy(phase: string): boolean {
  return !isFree(phase) && !/^(stopped|unsettled)$/.test(phase);
}

/** How the job stands, from what the page and its polls say. */
export function jobView({ phase, error: failure, job }: JobState, poll?: PollResult): LipsyncJobState {
  const { data, error } = poll ?? { error: null };
  // Until the page has taken over the id that was found, it looks.
  const request = job?.requestId ? data : undefined;
  const view = (phase: string, error: Error | null) =>
    // The branches below see to it that the three go together.
    ({ phase, request, error }) as LipsyncJobState;
  if (request && isOver(request)) return view(request.status, null);
  if (phase) return view(phase, failure);
  if (error && !passes(error)) {
    return !job?.requestId && isMissing(error) ? view('interrupted', null) : view('unsettled', error);
  }
  if (!request) return view(job?.requestId ? 'submitted' : 'looking', error);
  // A status to come may read like a phase that is free for the next job, and a completed one may lack its URL.
  return view(isBusy(request.status) ? request.status : 'processing', error);
}
