import type { LipsyncJob, VideoTranslateJob } from '@chamelaion/react';
import type { Addresses } from '../form/media-draft.ts';

/** A job of either kind, as its tab shows it. */
export type StudioJob = LipsyncJob | VideoTranslateJob;

/** True while the form is open. */
export function isOpen({ phase }: StudioJob): boolean {
  return phase === 'idle' || phase === 'refused';
}

/** True if the job came to no good end, or if it is not known how it stands. */
export function isBad({ phase }: StudioJob): boolean {
  return /^(refused|interrupted|forgotten|failed|unsettled)$/.test(phase);
}

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

/** What a job was made from, to be shown beside its result. */
export interface Original {
  /** The address that plays the video; undefined if only the lost page had it. */
  readonly src?: string | undefined;
  /** What was sent, if it was addresses. */
  readonly addresses?: Addresses | undefined;
}
