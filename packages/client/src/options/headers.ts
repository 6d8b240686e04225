import { ChamelaionError } from '../errors.ts';

/**
 * Headers by name, or a `Headers` object. `null` takes a default away; `undefined` leaves it.
 *
 * @example
 * ```ts
 * import type { HeadersLike } from '@chamelaion/client';
 *
 * const headers: HeadersLike = { 'x-team': 'dubbing', 'x-trace': null };
 * ```
 */
export type HeadersLike = Headers | Readonly<Record<string, string | null | undefined>>;

const headerName = /^[!#$%&'*+\-.^_`|~\w]+$/;
// fetch's own complaint would quote the value, and so print a key: refuse before it does.
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/** The value as fetch would send it. Throws, without quoting it, if a header can't carry it. */
export function headerValue(value: unknown, field: string): string {
  if (typeof value !== 'string') throw new ChamelaionError(`${field} must be a string, not ${typeof value}`);
  const trimmed = value.trim();
  if (unsendable.test(trimmed)) {
    throw new ChamelaionError(`${field} holds a character that an HTTP header can't carry, such as a line break`);
  }
  return trimmed;
}

function isHeaders(headers: HeadersLike): headers is Headers {
  return typeof headers.entries === 'function' && typeof headers.get === 'function';
}

/** Headers as [lower-case name, value or null] pairs, each checked; `field` names the option in errors. */
export function headerEntries(headers: HeadersLike | undefined, field: string): [string, string | null][] {
  if (headers === undefined) return [];
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new ChamelaionError(`${field} must be an object of header names and values`);
  }
  const entries = isHeaders(headers) ? [...headers.entries()] : Object.entries(headers);
  return entries.flatMap(([name, value]) => {
    if (typeof name !== 'string' || !headerName.test(name))
      throw new ChamelaionError(`${field} holds the invalid header name ${JSON.stringify(name)}`);
    if (value === undefined) return [];
    return [[name.toLowerCase(), value === null ? null : headerValue(value, `${field}['${name}']`)]];
  });
}
