import type { Draft } from './draft.ts';

/** What a job was made from, to be shown beside its result. */
export interface Original {
  /** Where the video can be played from; undefined where only the lost page had it. */
  readonly src?: string | undefined;
  /** What was sent, if it was addresses. */
  readonly addresses?: { readonly video: string; readonly audio: string } | undefined;
}

const key = 'studio.original';

/** Takes the original from a draft that is sent. Addresses are kept for a reload; files are not. */
export function keepOriginal({ source, video, videoURL, audioURL }: Draft): Original {
  const addresses = source === 'addresses' ? { video: videoURL.trim(), audio: audioURL.trim() } : undefined;
  try {
    if (addresses) sessionStorage.setItem(key, JSON.stringify(addresses));
    else sessionStorage.removeItem(key);
  } catch {
    // Where nothing can be stored, a reload loses it, and the page says so.
  }
  return addresses ? { src: addresses.video, addresses } : { src: video && URL.createObjectURL(video) };
}

/** What an earlier load of this page has kept. */
export function keptOriginal(): Original | undefined {
  try {
    const { video, audio } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    const isAddress = (text: unknown) => typeof text === 'string' && /^https?:/.test(text);
    return isAddress(video) && isAddress(audio) ? { src: video, addresses: { video, audio } } : undefined;
  } catch {
    return undefined;
  }
}

/** Lets go of a file that is shown no more. */
export function dropOriginal(original: Original | undefined): void {
  if (original?.src?.startsWith('blob:')) URL.revokeObjectURL(original.src);
}
