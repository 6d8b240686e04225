import { nextPoll } from '@chamelaion/client';
import { seeded } from '../../../batch/test/crash/seeded.ts';
import { second } from './scenario.ts';

/** Jobs that are followed together. */
interface Followed {
  /** Milliseconds from one submission to the next. */
  readonly gap: number;
  /** How long a job takes, in milliseconds: from, to. */
  readonly duration: readonly [number, number];
  readonly jobs: number;
}

interface Job {
  readonly made: number;
  readonly ends: number;
  /** When it is looked at next, and from when on a list looks for it. */
  due: number;
  wanted: number;
}

const fewestListed = 8;
const page = 100;
// The batch follows a job as soon as it is so old.
const youngest = 3 * second;

/**
 * GET requests for a job until it is seen to have ended, as the client's waits make them: a list for all who are at least
 * halfway to their next look, or a poll if fewer than eight jobs are followed. Lists are assumed to show new jobs first.
 */
export function readsPerJob({ gap, duration: [from, to], jobs }: Followed): number {
  const random = seeded(1);
  const pause = (job: Job, now: number) => {
    const delay = nextPoll(Math.max(now - job.made, youngest)) * (1 - 0.1 * random());
    job.due = now + delay;
    job.wanted = now + delay / 2;
  };
  const coming: Job[] = Array.from({ length: jobs }, (_, index) => {
    const made = index * gap;
    const due = made + youngest + random() * second;
    return { made, ends: made + from + random() * (to - from), due, wanted: due };
  });
  let followed: Job[] = [];
  let reads = 0;
  let next = 0;
  while (next < coming.length || followed.length > 0) {
    const now = Math.min(coming[next]?.due ?? Number.POSITIVE_INFINITY, ...followed.map(({ due }) => due));
    while (next < coming.length && (coming[next] as Job).due <= now) followed.push(coming[next++] as Job);
    const isList = followed.length >= fewestListed;
    const looked = followed.filter(({ due, wanted }) => (isList ? wanted <= now : due <= now));
    const oldest = Math.min(...looked.map(({ made }) => made));
    const made = (since: number) => Math.floor(Math.min(now, (jobs - 1) * gap) / gap) - Math.floor(since / gap) + 1;
    reads += isList ? Math.ceil(made(oldest) / page) : looked.length;
    const seen = new Set(isList ? followed.filter((job) => job.made >= oldest) : looked);
    for (const job of seen) pause(job, now);
    followed = followed.filter((job) => !seen.has(job) || job.ends > now);
  }
  return reads / jobs;
}
