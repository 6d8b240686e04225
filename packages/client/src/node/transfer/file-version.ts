/** Which state of a file an answer speaks of. */
export interface FileVersion {
  /** A strong ETag, or a date that is as good, by which a server knows whether the file is still the same. */
  readonly validator: string | undefined;
  /** Bytes in all; undefined if the server does not say. */
  readonly total: number | undefined;
}

/** What a whole answer, a 200, says of its file. */
export function versionOf(headers: Headers): FileVersion {
  const length = headers.get('content-length');
  return { validator: validatorOf(headers), total: length ? Number(length) : undefined };
}

/** The headers that ask for what follows the first `received` bytes, and for all of it if the file has changed. */
export function rangeHeaders(received: number, version: FileVersion | undefined): Record<string, string> {
  if (received === 0 || !version?.validator) return {};
  return { range: `bytes=${received}-`, 'if-range': version.validator };
}

/**
 * What a partial answer, a 206, says of its file; undefined unless it goes on exactly at the byte at which the same file
 * was cut off.
 */
export function resumedVersion(
  headers: Headers,
  received: number,
  version: FileVersion | undefined,
): FileVersion | undefined {
  const [, start, end] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (!version || encoded(headers) || Number(start) !== received) return undefined;
  const { validator, total = Number(end) } = version;
  if (total !== Number(end)) return undefined;
  // Some servers know ranges, but not conditions: what does not say its version may be of another.
  const same = headers.get(validator?.startsWith('"') ? 'etag' : 'last-modified') === validator;
  return same ? { validator, total } : undefined;
}

/** Why a whole answer could not be told from a part of it; undefined if it can. */
export function flawOf(headers: Headers): string | undefined {
  // A decoder takes half a body for a whole one.
  if (encoded(headers)) return 'is encoded, although no encoding was asked for';
  // A bare connection that closes proves nothing.
  if (headers.has('content-length') || headers.has('transfer-encoding')) return undefined;
  return 'has no Content-Length';
}

function validatorOf(headers: Headers): string | undefined {
  const tag = headers.get('etag');
  if (tag?.startsWith('"')) return tag;
  const date = headers.get('last-modified');
  // Within its second a file may have changed twice.
  const age = Date.parse(headers.get('date') ?? '') - Date.parse(date ?? '');
  return date && age >= 1_000 ? date : undefined;
}

function encoded(headers: Headers): boolean {
  return !['identity', null].includes(headers.get('content-encoding'));
}
