import type { JobRequest } from '@chamelaion/client';

// How far this machine's clock is ahead of the server's, in milliseconds. Of all servers: it is this one that is wrong.
let ahead = Number.POSITIVE_INFINITY;

/** Learns the server's time from an answer. */
export function readServerClock({ created_at }: JobRequest, { headers }: Response): void {
  const now = Date.now();
  const told = now - Date.parse(headers.get('date') ?? '');
  // If the answer does not say: a job was made before it was seen, so the youngest job seen comes closest.
  const learnt = Number.isNaN(told) ? Math.min(ahead, now - Date.parse(created_at)) : told;
  if (!Number.isNaN(learnt)) ahead = learnt;
}

/** A moment of the server's as this machine's clock had it; infinite until the server's time is known. */
export function toLocalTime(moment: string): number {
  return Date.parse(moment) + ahead;
}
