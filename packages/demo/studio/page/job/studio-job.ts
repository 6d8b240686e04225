import type { LipsyncJob, VideoTranslateJob } from '@chamelaion/react';

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
