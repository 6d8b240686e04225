/** Milliseconds from a submission to the first poll: no documented job was done sooner. */
export const firstPoll = 3_000;

/**
 * Milliseconds until the next poll of a job that is `age` milliseconds old, as `run` and `waitFor` space theirs: first
 * when it is 3 s old, then about a tenth of its age, so that short jobs are noticed soon and long ones cost few polls.
 * At least 0.5 s and at most 30 s. For your own loop.
 *
 * @example
 * ```ts
 * import Chamelaion, { nextPoll } from '@chamelaion/client';
 *
 * const { status, created_at } = await new Chamelaion().lipsync.requests.retrieve('dub-episode-42');
 * const wait = nextPoll(Date.now() - Date.parse(created_at));
 * console.log(`${status}; ask again in ${wait} ms`);
 * ```
 */
export function nextPoll(age: number): number {
  return age < firstPoll ? firstPoll - Math.max(age, 0) : spacing(age);
}

/** The same for a job whose first poll is over. Jitter only shortens. */
export function pollDelay(age: number): number {
  return spacing(age) * (1 - 0.1 * Math.random());
}

function spacing(age: number): number {
  return Math.min(Math.max(0.09 * age, 500), 30_000);
}
