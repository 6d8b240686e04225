import type { VideoTranslateOutput } from '../../types.ts';

/** What a file is, in the API's words: `video`, `audio` or `srt`. */
export type FileKind = keyof VideoTranslateOutput;

const nouns: Readonly<Record<FileKind, string>> = { video: 'a video', audio: 'an audio track', srt: 'subtitles' };

/** Why an answer of this media type is not the file; undefined if it may be. */
export function flawOfType(kind: FileKind, type: string): string | undefined {
  // Subtitles are text; what describes or shows something else is not.
  const isForeign = /[/+](json|xml|html)\b/i.test(type) || (kind !== 'srt' && /^text\//i.test(type));
  return isForeign ? `is ${type}, not ${nouns[kind]}` : undefined;
}

/** Why a whole file that begins with these bytes, as Latin-1, is not the file, whatever its type says. */
export function flawOfHead(kind: FileKind, head: string): string | undefined {
  // No video and no sound begins with a tag or a brace. UTF-16 has zeros between its letters.
  if (/^(\xEF\xBB\xBF)?\s*[<{]|^(\xFF\xFE|\xFE\xFF)[\s\0]*[<{]/.test(head)) {
    return `is a page or an error, not ${nouns[kind]}`;
  }
  // An error may be plain text as well: subtitles show a time soon.
  if (kind === 'srt' && !/\d\s*-->/.test(head.replaceAll('\0', ''))) {
    return 'does not begin with a subtitle';
  }
  return undefined;
}
