import type { MediaDraft, Part, Problems } from './media-draft.ts';

const kinds: Readonly<Record<Part, RegExp>> = {
  video: /^video\/mp4$|\.mp4$/i,
  audio: /^audio\/(?:mpeg|mp3|(?:x-|vnd\.)?wave?)$|\.(?:wav|mp3)$/i,
  subtitles: /^application\/x-subrip$|\.srt$/i,
};

const rules: Readonly<Record<Part, string>> = {
  video: 'a video must be MP4',
  audio: 'a voice track must be WAV or MP3',
  subtitles: 'subtitles must be SRT',
};

/** Puts each file where it belongs among `parts`; what belongs nowhere is named at `target`. */
export function sortFiles(
  files: Iterable<File>,
  target: Part,
  parts: readonly Part[],
): { files: MediaDraft['files']; problems: Problems } {
  const sorted: { -readonly [P in Part]?: File } = {};
  const problems: { -readonly [P in Part]?: string } = {};
  for (const file of files) {
    const part = partOf(file, parts);
    if (part) sorted[part] = file;
    else problems[target] = `“${file.name}” cannot be used: ${parts.map((part) => rules[part]).join(', ')}.`;
  }
  return { files: sorted, problems };
}

function partOf({ type, name }: File, parts: readonly Part[]): Part | undefined {
  // By its name if the system does not know its type; it knows none for most subtitles.
  return parts.find((part) => kinds[part].test(type || name) || (part === 'subtitles' && kinds[part].test(name)));
}
