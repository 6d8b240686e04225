import type { Draft, Part, Problems } from './draft.ts';

const kinds: Readonly<Record<Part, RegExp>> = {
  video: /^video\/mp4$|\.mp4$/i,
  audio: /^audio\/(?:mpeg|mp3|(?:x-|vnd\.)?wave?)$|\.(?:wav|mp3)$/i,
};

/** Files in the places where they belong, whichever place they were dropped on. */
export interface SortedFiles {
  readonly files: Pick<Draft, Part>;
  readonly problems: Problems;
}

/** Puts each file where it belongs; what belongs nowhere is named at `target`. */
export function sortFiles(files: Iterable<File>, target: Part): SortedFiles {
  const sorted: { -readonly [P in Part]?: File } = {};
  const problems: { -readonly [P in Part]?: string } = {};
  for (const file of files) {
    const part = partOf(file);
    if (part) sorted[part] = file;
    else problems[target] = `“${file.name}” cannot be used. A video must be MP4, a voice track must be WAV or MP3.`;
  }
  return { files: sorted, problems };
}

function partOf({ type, name }: File): Part | undefined {
  // By its name only where the system does not know its type.
  return (['video', 'audio'] as const).find((part) => kinds[part].test(type || name));
}
