import type { Addresses, MediaDraft } from '../form/media-draft.ts';

/** What a job was made from, to be shown beside its result. */
export interface Original {
  /** Where the video can be played from; undefined if only the lost page had it. */
  readonly src?: string | undefined;
  /** What was sent, if it was addresses. */
  readonly addresses?: Addresses | undefined;
}

/** Takes the original from a draft that is sent. Addresses are kept under `key` for a reload; files are not. */
export function keepOriginal(key: string, { source, files, addresses }: MediaDraft): Original {
  const sent = source === 'addresses' ? trimmed(addresses) : undefined;
  try {
    if (sent) sessionStorage.setItem(key, JSON.stringify(sent));
    else sessionStorage.removeItem(key);
  } catch {
    // If nothing can be stored, a reload loses it, and the page says so.
  }
  return sent ? { src: sent.video, addresses: sent } : { src: files.video && URL.createObjectURL(files.video) };
}

/** What an earlier load of this page has kept under `key`. */
export function keptOriginal(key: string): Original | undefined {
  try {
    const { video, audio } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    const isAddress = (text: unknown) => typeof text === 'string' && /^https?:/.test(text);
    if (!isAddress(video)) return undefined;
    return { src: video, addresses: { video, ...(isAddress(audio) && { audio }) } };
  } catch {
    return undefined;
  }
}

/** Lets go of a file that is shown no more. */
export function dropOriginal(original: Original | undefined): void {
  if (original?.src?.startsWith('blob:')) URL.revokeObjectURL(original.src);
}

function trimmed(addresses: Addresses): Addresses {
  return Object.fromEntries(Object.entries(addresses).map(([part, address]) => [part, address.trim()]));
}
