/** Milliseconds from a submission to the first poll: no documented job was done sooner. */
export const firstPoll = 3_000;

/**
 * Milliseconds until the next poll of a job that is `age` milliseconds old: about a tenth of its age, so that short
 * jobs are noticed soon and long ones cost few polls. Jitter only shortens.
 */
export function pollDelay(age: number): number {
  return Math.min(Math.max(0.09 * age, 500), 30_000) * (1 - 0.1 * Math.random());
}
