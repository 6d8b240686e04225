/** True for an absolute URL, or one that `base` makes absolute. React Native's `URL` takes any text. */
export function isURL(text: string, base?: string | undefined): boolean {
  return 'canParse' in URL ? URL.canParse(text, base) : /^[a-z][a-z\d+.-]*:\/\/[^\s/?#]/i.test(text);
}
