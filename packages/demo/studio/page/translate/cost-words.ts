import { languageNames } from './language-name.ts';

/** What a translation will cost, before it is sent. No price is public, so no sum is named. */
export function costWords(languages: readonly string[]): string {
  const rule = 'The real API charges a translation once for each language.';
  if (languages.length === 0) return rule;
  const times = languages.length === 1 ? 'once' : `${languages.length} times`;
  return `${rule} This one is paid ${times}: ${languageNames(languages)}.`;
}
