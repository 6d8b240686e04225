const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** A language in English; its code, if it has no name or is no code at all. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Languages as a part of a sentence. */
export function languageNames(codes: readonly string[]): string {
  return new Intl.ListFormat('en').format(codes.map(languageName));
}
