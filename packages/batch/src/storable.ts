/** A text as Postgres can keep it: it knows neither the character 0 nor half a character. */
export function storableText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

/** A value as JSON that Postgres can keep. */
export function storableJSON(value: object): string {
  return JSON.stringify(value, (_, member) => {
    if (typeof member === 'string') return storableText(member);
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).map(([name, one]) => [storableText(name), one]));
  });
}
