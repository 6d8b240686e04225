import { useLipsyncRequest, useVideoTranslateRequest } from '@chamelaion/react';
import { type Entry, isOver } from './entry.ts';

/** A job as it stands now, while it is under way; after that, as the list says. */
export function useFollowed(listed: Entry): Entry {
  const followed = (kind: Entry['kind']) => (listed.kind === kind && !isOver(listed) ? listed.job.id : undefined);
  const { data: dub } = useLipsyncRequest(followed('lipsync'));
  const { data: translation } = useVideoTranslateRequest(followed('videoTranslate'));
  if (dub) return { kind: 'lipsync', job: dub };
  return translation ? { kind: 'videoTranslate', job: translation } : listed;
}
