import { type JobRequest, nextPoll } from '@chamelaion/client';
import { isTransient } from './is-transient.ts';
import { isOver, type ReadKind } from './job-kind.ts';
import { toLocalTime } from './server-clock.ts';

/** What the pace of polls depends on, of TanStack Query's query. */
export interface PolledQuery<R> {
  readonly state: {
    readonly data: R | undefined;
    readonly error: Error | null;
    readonly dataUpdatedAt: number;
    readonly errorUpdatedAt: number;
    readonly errorUpdateCount: number;
  };
}

/**
 * Milliseconds from the last answer to the next poll; false if there is nothing to wait for. The same for the same state:
 * every render asks, and a timer starts anew when its interval changes.
 */
export function pollInterval<R extends JobRequest>(
  { state }: PolledQuery<R>,
  kind: Pick<ReadKind<R>, 'hasResult'>,
): number | false {
  const { data, error, dataUpdatedAt, errorUpdatedAt, errorUpdateCount } = state;
  if (isOver(data, kind) || (error && !isTransient(error))) return false;
  // A job that never showed has no age; the first fetch may have been cancelled by the page.
  if (!data) return Math.min(3_000 * Math.max(errorUpdateCount, 1), 30_000);
  // A job whose times cannot be read has no age either.
  return nextPoll(Math.max(dataUpdatedAt, errorUpdatedAt) - toLocalTime(data.created_at) || 0);
}
