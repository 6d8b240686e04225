import type { VideoTranslateGenerateParams, Voice } from '@chamelaion/client';
import { checkFile, checkMedia } from '../form/check-media.ts';
import { emptyMedia, type MediaDraft, type Problems } from '../form/media-draft.ts';

/** What most translations leave to the service, by the API's own names. */
export type TranslateOptions = Pick<
  VideoTranslateGenerateParams,
  'source_language' | 'model' | 'formality' | 'disable_lip_sync' | 'disable_background_audio'
>;

/** A translation that a person is putting together. */
export interface TranslateDraft extends MediaDraft {
  readonly languages: readonly string[];
  /** One for each speaker, in the order of the speakers; undefined leaves the choice to the service. */
  readonly voices: readonly (Voice | undefined)[];
  readonly options: TranslateOptions;
}

/** An empty draft. */
export const emptyTranslation: TranslateDraft = { ...emptyMedia, languages: [], voices: [undefined], options: {} };

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

/** What a translation is told beside its video, from files as from addresses. Only what was chosen is sent. */
export async function translateBody({
  languages,
  voices,
  options,
  files,
}: TranslateDraft): Promise<Omit<VideoTranslateGenerateParams, 'inputs' | 'reference_id'>> {
  // The API counts speakers from 0.
  const speakers = voices.flatMap((voice, speaker) => (voice ? [[speaker, voice.voice_id]] : []));
  const config = {
    ...(speakers.length > 0 && { speaker_voices: Object.fromEntries(speakers) }),
    ...(files.subtitles && {
      source_srt: { content: await files.subtitles.text(), file_name: files.subtitles.name },
    }),
  };
  return {
    target_languages: [...languages],
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value)),
    ...(Object.keys(config).length > 0 && { config }),
  };
}
