/** What stands before an owner's references upstream. */
export function prefixOf(tag: string): string {
  return `c1_${tag}_`;
}

/** True for a reference that looks as if it belonged to an owner. */
export function hasPrefix(reference: string): boolean {
  return /^c1_[\w-]{22}_/.test(reference);
}

/** A text that the API wrote, without the prefix of any owner. */
export function withoutPrefixes(text: string): string {
  return text.replace(/c1_[\w-]{22}_/g, '');
}
