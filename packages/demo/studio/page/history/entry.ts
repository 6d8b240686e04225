import type { LipsyncRequest, VideoTranslateRequest } from '@chamelaion/client';
import { languageNames } from '../translate/language-name.ts';

/** One job of the history, with its kind. */
export type Entry =
  | { readonly kind: 'lipsync'; readonly job: LipsyncRequest }
  | { readonly kind: 'videoTranslate'; readonly job: VideoTranslateRequest };

/** True for a job that will not change any more. */
export function isOver({ job }: Entry): boolean {
  return job.status === 'completed' || job.status === 'failed';
}

/** What was done, in a few words. */
export function entryWords(entry: Entry): string {
  return entry.kind === 'lipsync' ? 'Lip sync' : `Translation: ${languageNames(entry.job.target_languages)}`;
}

/** Entries of both kinds, each once, the newest first. */
export function newestFirst(entries: readonly Entry[]): Entry[] {
  // A job that is made while pages are fetched moves the others on, and may stand on two pages.
  const single = new Map(entries.map((entry) => [entry.job.id, entry]));
  return [...single.values()].sort((one, other) => Date.parse(other.job.created_at) - Date.parse(one.job.created_at));
}
