import { type LipsyncRequest, nextPoll } from '@chamelaion/client';
import { passes } from './passes.ts';
import { toLocalTime } from './server-clock.ts';

/** What the pace of polls depends on, of TanStack Query's query. */
export interface PolledQuery {
  readonly state: {
    readonly data: LipsyncRequest | undefined;
    readonly error: Error | null;
    readonly dataUpdatedAt: number;
    readonly errorUpdatedAt: number;
    readonly errorUpdateCount: number;
  };
}

/** True for a job that will not change any more. */
export function isOver(request: LipsyncRequest | undefined): boolean {
  return request?.status === 'failed' || (request?.status === 'completed' && Boolean(request.output_url));
}

/**
 * Milliseconds from the last answer to the next poll; false where there is nothing to wait for. The same for the same
 * state: every render asks, and a timer starts anew when its interval changes.
 */
export function pollInterval({ state }: PolledQuery): number | false {
  const { data, error, dataUpdatedAt, errorUpdatedAt, errorUpdateCount } = state;
  if (isOver(data) || (error && !passes(error))) return false;
  // A job that never showed has no age; the first fetch may have been cancelled by the page.
  if (!data) return Math.min(3_000 * Math.max(errorUpdateCount, 1), 30_000);
  // Nor has one whose times cannot be read.
  return nextPoll(Math.max(dataUpdatedAt, errorUpdatedAt) - toLocalTime(data.created_at) || 0);
}

/** While there is something to wait for, whoever comes back sees how it stands now, however fresh what he saw is. */
export function catchUp(query: PolledQuery): 'always' | false {
  return pollInterval(query) !== false && 'always';
}
