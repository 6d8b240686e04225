import { checkFile, checkMedia } from '../form/check-media.ts';
import type { Problems } from '../form/media-draft.ts';
import type { TranslateDraft } from './translate-draft.ts';

/** The fields of a translation that may have a problem, as they stand on the page. */
export const translateFields = ['video', 'languages', 'subtitles'] as const;

/** Checks a translation before anything is sent. */
export async function checkTranslation(draft: TranslateDraft): Promise<Problems<(typeof translateFields)[number]>> {
  const { subtitles } = draft.files;
  const problem = subtitles && (await checkSubtitles(subtitles));
  return {
    ...(await checkMedia(draft, ['video'])),
    ...(draft.languages.length === 0 && { languages: 'Choose at least one language.' }),
    ...(problem && { subtitles: problem }),
  };
}

async function checkSubtitles(file: File): Promise<string | undefined> {
  const problem = await checkFile('subtitles', file);
  if (problem) return problem;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return /\d --> \d/.test(text) ? undefined : `“${file.name}” holds no subtitles. Choose another file.`;
  } catch {
    return `“${file.name}” is not saved as UTF-8. Save it as UTF-8, then choose it again.`;
  }
}
