import { Refusal } from '../http/refusal.ts';

// So many may start at once after a quiet time: jobs of one batch end together.
const burst = 10;
const longestQueue = 300_000;

/** The milliseconds until the next read may start; refuses one that would wait too long. */
export type Pace = () => number;

/** Spaces reads, whichever jobs they are of. Each waits by a timer, because a worker's requests cannot wake each other. */
export function createPace(perMinute: number): Pace {
  const interval = 60_000 / perMinute;
  let next = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    const start = Math.max(next, now - (burst - 1) * interval);
    const wait = Math.max(start - now, 0);
    if (wait > longestQueue) throw new Refusal(503, 'too many webhooks at once', { 'retry-after': '60' });
    next = start + interval;
    return wait;
  };
}
