import { useState } from 'react';
import type { MediaDraft } from '../form/media-draft.ts';
import { dropOriginal, keepOriginal, keptOriginal, type Original } from './original.ts';

/** What the job was made from, and what takes it from a draft that is sent. */
export function useOriginal(key: string): [Original | undefined, (draft: MediaDraft) => Original] {
  const [original, setOriginal] = useState(() => keptOriginal(key));
  const keep = (draft: MediaDraft) => {
    dropOriginal(original);
    const kept = keepOriginal(key, draft);
    setOriginal(kept);
    return kept;
  };
  return [original, keep];
}
