import { useState } from 'react';
import type { Addresses, MediaDraft } from '../form/media-draft.ts';
import { Player } from './player.tsx';
import type { Original } from './studio-job.ts';

/** What the job was made from, and what takes it from a draft that is sent. Addresses are kept under `key` for a reload. */
export function useOriginal(key: string): [Original | undefined, (draft: MediaDraft) => Original] {
  const [original, setOriginal] = useState(() => keptOriginal(key));
  const keep = (draft: MediaDraft) => {
    // A file that is shown no more.
    if (original?.src?.startsWith('blob:')) URL.revokeObjectURL(original.src);
    const kept = keepOriginal(key, draft);
    setOriginal(kept);
    return kept;
  };
  return [original, keep];
}

function keepOriginal(key: string, { source, files, addresses }: MediaDraft): Original {
  const trimmed = Object.entries(addresses).map(([part, address]) => [part, address.trim()]);
  const sent: Addresses | undefined = source === 'addresses' ? Object.fromEntries(trimmed) : undefined;
  try {
    if (sent) sessionStorage.setItem(key, JSON.stringify(sent));
    else sessionStorage.removeItem(key);
  } catch {
    // If nothing can be stored, a reload loses it, and the page says so.
  }
  return sent ? { src: sent.video, addresses: sent } : { src: files.video && URL.createObjectURL(files.video) };
}

/** What an earlier load of this page has kept. */
function keptOriginal(key: string): Original | undefined {
  try {
    const { video, audio } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    const isAddress = (text: unknown) => typeof text === 'string' && /^https?:/.test(text);
    if (!isAddress(video)) return undefined;
    return { src: video, addresses: { video, ...(isAddress(audio) && { audio }) } };
  } catch {
    return undefined;
  }
}

/** The video that a job was made from. */
export function OriginalFigure({ original }: { original: Original | undefined }) {
  return (
    <figure>
      <figcaption>Original</figcaption>
      {original?.src ? (
        <Player
          src={original.src}
          label="Original video"
          excuse="The browser cannot play this address. The job may work all the same."
        />
      ) : (
        <p className="absent">The original was a file on your computer. A reload of the page forgets it.</p>
      )}
    </figure>
  );
}
