import { APIConnectionError, APIConnectionTimeoutError, APIError } from '../../errors.ts';
import { limitTime, TimedOut } from '../../http/limit-time.ts';
import type { Fetch } from '../../options/client-options.ts';
import { type FileKind, flawOfHead, flawOfType } from './file-kind.ts';
import { type FileVersion, flawOf, rangeHeaders, resumedVersion, versionOf } from './file-version.ts';
import type { PartFile } from './part-file.ts';

/** What a download needs to go on. */
export interface Transfer {
  readonly part: PartFile;
  /** What the part is a part of; undefined before the first answer. */
  version: FileVersion | undefined;
  readonly kind: FileKind;
  readonly fetch: Fetch;
  readonly signal: AbortSignal | null | undefined;
  readonly onBytes: (received: number, total: number | undefined) => void;
}

// Milliseconds.
const longestSilence = 60_000;

/** One request for what is missing; resolves once the part is whole. */
export async function fetchPart(url: URL, transfer: Transfer): Promise<void> {
  const { part, fetch, signal } = transfer;
  // The query of a signed URL is a key to the file.
  const name = `GET ${url.origin}${url.pathname}`;
  const headers = { ...rangeHeaders(part.received, transfer.version), 'accept-encoding': 'identity' };
  const inTime = async <T>(stage: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    // An abort that is over is not heard again.
    signal?.throwIfAborted();
    try {
      return await limitTime(longestSilence, signal, work);
    } catch (error) {
      // The caller's abort stays as it is.
      if (signal?.aborted) throw error;
      if (error instanceof TimedOut) throw new APIConnectionTimeoutError(`${name}: ${error.message}`, { cause: error });
      throw broken(`${name}: ${stage}`, error);
    }
  };

  const response = await inTime('no answer', (signal) => fetch(url.href, { headers, signal }));
  const reader = response.body?.getReader();
  try {
    await settleStart(name, response, transfer, 'range' in headers);
    while (reader) {
      const { done, value } = await inTime('cut off', () => reader.read());
      if (done) break;
      await part.append(value);
      transfer.onBytes(part.received, transfer.version?.total);
    }
  } catch (error) {
    // The rest is not wanted, and what becomes of it does not matter.
    reader?.cancel().catch(() => {});
    throw error;
  }
  const had = part.received;
  const total = transfer.version?.total ?? had;
  if (had === total && total > 0) {
    // Not before the end: a piece may be as short as a byte.
    const flaw = flawOfHead(transfer.kind, part.head);
    if (!flaw) return;
    await startOver(transfer);
    throw notTheFile(name, flaw);
  }
  if (had > total) await startOver(transfer);
  throw new APIConnectionError(`${name}: ${had} bytes instead of ${total || 'a file'}; download it again`);
}

/** Decides by the answer's head whether its body goes on where the part ends, starts over, or is no part of the file. */
async function settleStart(name: string, response: Response, transfer: Transfer, ranged: boolean): Promise<void> {
  const { status, headers } = response;
  if (status === 200) {
    const flaw = flawOfType(transfer.kind, headers.get('content-type') ?? '') ?? flawOf(headers);
    if (flaw) throw notTheFile(name, flaw);
    await transfer.part.restart();
    transfer.version = versionOf(headers);
  } else if (ranged && (status === 206 || status === 416)) {
    const resumed = status === 206 && resumedVersion(headers, transfer.part.received, transfer.version);
    if (resumed) {
      transfer.version = resumed;
      return;
    }
    await startOver(transfer);
    throw new APIConnectionError(`${name}: the file has changed during the download; download it again`);
  } else throw refusal(name, response);
}

async function startOver(transfer: Transfer): Promise<void> {
  await transfer.part.restart();
  transfer.version = undefined;
}

/** A 200 of something in between, which may be gone the next time. */
function notTheFile(name: string, flaw: string): APIError {
  return new APIError(`${name}: the answer ${flaw}, so nothing was written; download it again`, {
    status: 200,
    error: flaw,
  });
}

/** The storage's own words stay out of it: they quote what was signed. */
function refusal(name: string, { status, headers }: Response): APIError {
  const advice =
    status >= 500 || status === 429 ? 'download it again later' : 'retrieve the request again for a new URL';
  const kept = ['retry-after', 'retry-after-ms'].flatMap((field) => {
    const value = headers.get(field);
    return value === null ? [] : [[field, value] as [string, string]];
  });
  return new APIError(`${name}: ${status} from the storage; ${advice}`, {
    status,
    headers: new Headers(kept),
  });
}

/** What fetch says may quote the URL, in its message or beside it: only the reason is kept. */
function broken(stage: string, error: unknown): APIConnectionError {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, message } = Object(root) as { code?: string; message?: string };
  const reason = String(code || message || root).replaceAll(/https?:\/\/\S+|\?\S+/g, '[url]');
  return new APIConnectionError(`${stage} (${reason}); download it again`, { cause: new Error(reason) });
}
