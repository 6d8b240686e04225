import { suggestions } from '@chamelaion/spec/operations';
import { languageName } from './language-name.ts';

/** A language that can be chosen. */
export interface Language {
  readonly code: string;
  readonly name: string;
}

const knownLanguages: readonly Language[] = suggestions.Language.map((code) => ({
  code,
  name: languageName(code),
})).sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** Languages that are known to exist, in the order of their names. */
export const languageChoices: readonly (readonly [code: string, name: string])[] = knownLanguages.map(
  ({ code, name }) => [code, name],
);

/**
 * The languages that a text may mean, the likeliest first, without those that are chosen already. Which languages the API
 * knows is not documented, so any other code comes last.
 */
export function findLanguages(text: string, chosen: readonly string[]): Language[] {
  const wanted = text.trim().toLowerCase();
  const code = canonicalCode(wanted);
  const rank = (language: Language) => {
    if (language.code === code) return 0;
    const name = language.name.toLowerCase();
    return name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3;
  };
  const isKnown = knownLanguages.some((language) => language.code === code);
  const found = knownLanguages.filter((language) => rank(language) < 3);
  // Sorting keeps the order of names among equals.
  found.sort((one, other) => rank(one) - rank(other));
  if (code && !isKnown) found.push({ code, name: languageName(code) });
  return found.filter((language) => !chosen.includes(language.code));
}

/** A code as it is written today; undefined if the text is none. */
function canonicalCode(text: string): string | undefined {
  // Words are no codes: a slip of the pen would be paid for.
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(text)) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
