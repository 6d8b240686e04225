import { isBad, type StudioJob } from '../job/studio-job.ts';

/** What a tab shows of its job, as a sign and in a word. */
export interface TabSign {
  readonly icon: 'waiting' | 'done' | 'warning';
  readonly word: string;
}

/** The sign of a job; undefined while there is none. */
export function tabSign(job: StudioJob): TabSign | undefined {
  if (job.phase === 'idle') return undefined;
  if (job.phase === 'completed') return { icon: 'done', word: 'done' };
  if (isBad(job)) return { icon: 'warning', word: 'has a problem' };
  return job.phase === 'stopped' ? { icon: 'warning', word: 'stopped' } : { icon: 'waiting', word: 'running' };
}
