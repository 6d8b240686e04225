import type { VideoTranslateGenerateParams } from '@chamelaion/client';
import type { TranslateDraft } from './translate-draft.ts';

/** What a translation is told beside its video, from files as from addresses. Only what was chosen is sent. */
export async function translateBody(
  draft: TranslateDraft,
): Promise<Omit<VideoTranslateGenerateParams, 'inputs' | 'reference_id'>> {
  const { languages, voices, sourceLanguage, model, formality, disableLipSync, disableBackgroundAudio, files } = draft;
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
    ...(sourceLanguage && { source_language: sourceLanguage }),
    ...(model && { model }),
    ...(formality && { formality }),
    ...(disableLipSync && { disable_lip_sync: true }),
    ...(disableBackgroundAudio && { disable_background_audio: true }),
    ...(Object.keys(config).length > 0 && { config }),
  };
}
