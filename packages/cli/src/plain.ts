import { stripVTControlCharacters } from 'node:util';
import { hideSecrets } from './hide-secrets.ts';

// What ends a line, moves the cursor, or turns the direction of writing.
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A text of others, such as the API's, as it may be shown on a terminal: one line, without escape sequences and keys. */
export function plain(text: unknown): string {
  return hideSecrets(stripVTControlCharacters(String(text)).replace(controls, ' ').trimEnd());
}

/** A text without the user names and passwords of its URLs: others read logs. */
export function withoutPasswords(text: string): string {
  return (
    text
      .replace(/(https?:\/\/)[^/?#]*@/gi, '$1PASSWORD@')
      // Up to the last @: a password that was not encoded may hold what ends a host.
      .replace(/(postgres(?:ql)?:[^:@?#]*:).*@/gis, '$1PASSWORD@')
      .replace(/([?&]\w*password=)[^&#]*/gi, '$1PASSWORD')
  );
}

/** JSON that a terminal shows as it is, without keys: what JSON leaves alone but a terminal would act on is escaped. */
export function toJSON(value: unknown): string {
  return hideSecrets(JSON.stringify(value)).replace(
    /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
