/** Which state of a file an answer speaks of. */
export interface FileVersion {
  /** A strong ETag or a date, by which a server knows whether the file is still the same. */
  readonly validator: string | undefined;
  /** Bytes in all; undefined if the server does not say. */
  readonly total: number | undefined;
}

/** What a whole answer, a 200, says of its file. */
export function versionOf(headers: Headers): FileVersion {
  const length = headers.get('content-length');
  // The length of an encoded body is not that of the file.
  const total = length && !encoded(headers) ? Number(length) : undefined;
  return { validator: encoded(headers) ? undefined : validatorOf(headers), total };
}

/** The headers that ask for what follows the first `received` bytes, and for all of it if the file has changed. */
export function rangeHeaders(received: number, version: FileVersion | undefined): Record<string, string> {
  if (received === 0 || !version?.validator) return {};
  return { range: `bytes=${received}-`, 'if-range': version.validator };
}

/** True if a partial answer, a 206, goes on exactly at the byte at which the same file was cut off. */
export function continues(headers: Headers, received: number, version: FileVersion | undefined): boolean {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (!version || encoded(headers) || Number(start) !== received) return false;
  if (version.total !== undefined && version.total !== Number(total)) return false;
  // Some servers know ranges, but not conditions.
  const now = headers.get(version.validator?.startsWith('"') ? 'etag' : 'last-modified');
  return now === null || now === version.validator;
}

/** True if an answer's end can be told from a cut: a bare connection that closes proves nothing. */
export function endsVisibly(headers: Headers): boolean {
  return headers.has('content-length') || headers.has('transfer-encoding');
}

function validatorOf(headers: Headers): string | undefined {
  const tag = headers.get('etag');
  return (tag?.startsWith('"') ? tag : headers.get('last-modified')) ?? undefined;
}

function encoded(headers: Headers): boolean {
  return !['identity', null].includes(headers.get('content-encoding'));
}
