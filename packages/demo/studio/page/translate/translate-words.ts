import type { Voice } from '@chamelaion/client';
import { languageName, languageNames } from './language-name.ts';
import type { TranslateDraft } from './translate-draft.ts';

/** What a translation will cost, before it is sent. No price is public, so no sum is named. */
export function costWords(languages: readonly string[]): string {
  const rule = 'The real API charges a translation once for each language.';
  if (languages.length === 0) return rule;
  const times = languages.length === 1 ? 'once' : `${languages.length} times`;
  return `${rule} This one is paid ${times}: ${languageNames(languages)}.`;
}

/** What was chosen among the options, in a few words. */
export function optionsWords({ options, files }: TranslateDraft): string {
  const chosen = [
    options.source_language && `from ${languageName(options.source_language)}`,
    options.model,
    options.formality && 'formal',
    options.disable_lip_sync && 'no lip sync',
    options.disable_background_audio && 'no background audio',
    files.subtitles && 'with subtitles',
  ].filter(Boolean);
  return chosen.join(', ') || 'as usual';
}

/** A speaker's name: the API counts from 0, people count from 1. */
export function speakerName(index: number): string {
  return `Speaker ${index + 1}`;
}

/** Who speaks with which voice, in a few words. */
export function voicesWords(voices: readonly (Voice | undefined)[]): string {
  const chosen = voices.flatMap((voice, speaker) => (voice ? [`${speakerName(speaker)}: ${voice.name}`] : []));
  return chosen.join(', ') || 'the service chooses';
}
