import type { ReportedChange } from './redocly-diff.ts';

/** What a change does to those who follow the contract: stops them from working, gives them more, or tells them more. */
export type Impact = 'breaking' | 'additive' | 'docs';

const proseNodes = /^(Info|License|Contact|Tag|TagList|Example|ExamplesMap|ExternalDocs)$/;
const proseKeywords = /^(description|summary|title|examples?|externalDocs|tags|x-.+)$/;

/** What Redocly's rules judge by direction, so that a change that they let pass asks less or promises more. */
const judgedKeywords =
  /^(type|enum|const|required|format|pattern|multipleOf|items|content(Encoding|MediaType)|(exclusive)?[Mm](ax|in)\w+|uniqueItems|(additional|unevaluated)\w+|deprecated)$/;

/**
 * The impact of one change. Redocly's rules know the direction: what breaks a request may be harmless in an answer.
 * Whatever they let pass is taken for breaking here unless it is known to be harmless.
 */
export function rateChange(change: ReportedChange): Impact {
  const { impact, typeName, kind, path, property = '' } = change;
  if (impact === 'major') return 'breaking';
  if (proseNodes.test(typeName) || proseKeywords.test(property)) return 'docs';
  // The uses of a component are reported where they stand; this is its name, or one that nothing uses.
  if (path.startsWith('#/components/')) return 'docs';
  // Under `not` less is more, which the rules do not know.
  if (/\/not(\/|$)/.test(path)) return 'breaking';
  if (kind === 'added') return 'additive';
  if (kind === 'removed') {
    // An answer may lose a variant. A request that loses a field is still taken, but the field has no effect.
    return typeName === 'Schema' && !/\/properties\/[^/]+$/.test(path) ? 'additive' : 'breaking';
  }
  if (sameMembers(change.base?.value, change.revision?.value)) return 'docs';
  return judgedKeywords.test(property) ? 'additive' : 'breaking';
}

function sameMembers(base: unknown, revision: unknown): boolean {
  if (!Array.isArray(base) || !Array.isArray(revision)) return false;
  return JSON.stringify([...base].sort()) === JSON.stringify([...revision].sort());
}
