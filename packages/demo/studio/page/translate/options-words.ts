import { languageName } from './language-name.ts';
import type { TranslateDraft } from './translate-draft.ts';

/** What was chosen among the options, in a few words. */
export function optionsWords(draft: TranslateDraft): string {
  const { sourceLanguage, model, formality, disableLipSync, disableBackgroundAudio, files } = draft;
  const chosen = [
    sourceLanguage && `from ${languageName(sourceLanguage)}`,
    model,
    formality && 'formal',
    disableLipSync && 'no lip sync',
    disableBackgroundAudio && 'no background audio',
    files.subtitles && 'with subtitles',
  ].filter(Boolean);
  return chosen.join(', ') || 'as usual';
}
