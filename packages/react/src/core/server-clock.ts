import type { JobRequest } from '@chamelaion/client';

// How far performance.now() is ahead of the server's time, in milliseconds. One number for all servers: it is this machine that is wrong.
let ahead = Number.POSITIVE_INFINITY;
// What the machine's own clock said more, which may be set at any time.
let wall = 0;

/** Learns the server's time from an answer. */
export function readServerClock({ created_at }: JobRequest, { headers }: Response): void {
  const now = performance.now();
  wall = Date.now() - now;
  const told = now - Date.parse(headers.get('date') ?? '');
  // If the answer does not say: a job was made before it was seen, so the youngest job seen comes closest.
  const learnt = Number.isNaN(told) ? Math.min(ahead, now - Date.parse(created_at)) : told;
  if (!Number.isNaN(learnt)) ahead = learnt;
}

/** A moment of the server's on the clock of `performance.now()`; infinite until the server's time is known. */
export function toPageTime(moment: string): number {
  return Date.parse(moment) + ahead;
}

/** The same on this machine's clock, as it was at the last answer. */
export function toLocalTime(moment: string): number {
  return toPageTime(moment) + wall;
}
