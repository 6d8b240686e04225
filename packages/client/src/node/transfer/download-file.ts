import { APIError, APIUserAbortError } from '../../errors.ts';
import { nextAttempt } from '../../http/retry-policy.ts';
import { sleep } from '../../http/sleep.ts';
import type { Fetch } from '../../options/client-options.ts';
import { fetchPart, type Transfer } from './fetch-part.ts';
import type { FileKind } from './file-kind.ts';
import { PartFile } from './part-file.ts';

/** What one file's download is told. */
export interface FileOptions {
  /** What the file is, so that nothing else takes its place. */
  readonly kind: FileKind;
  readonly fetch: Fetch | undefined;
  readonly signal: AbortSignal | null | undefined;
  /** Called after each piece. */
  readonly onBytes: Transfer['onBytes'];
  /** Gives a new URL if the first has expired; undefined if there is none. */
  readonly renew: () => Promise<URL | undefined>;
}

// Each time without a byte more than ever before; a 429 may take 90 s in all.
const budget = { maxRetries: 5, rateLimitTimeout: 90_000 };
const expired = [401, 403, 404, 410];

/** Brings what is behind a URL to `target`, whole or not at all. */
export async function downloadFile(url: URL, target: string, options: FileOptions): Promise<void> {
  const { kind, fetch = (url, init) => globalThis.fetch(url, init), signal, onBytes, renew } = options;
  const part = await PartFile.create(target);
  try {
    await complete(url, { part, version: undefined, kind, fetch, signal, onBytes }, renew);
    await part.flush();
    signal?.throwIfAborted();
    await part.finish();
  } finally {
    await part.discard();
  }
}

/** What a download rejects with: an abort of the caller's stands above all that comes of it. */
export function failureOf(error: unknown, target: string, signal: AbortSignal | null | undefined): unknown {
  if (!signal?.aborted || error instanceof APIUserAbortError) return error;
  return new APIUserAbortError(`download to ${target}: aborted`, { cause: signal.reason });
}

/** Fetches until the part is whole, or until there is no hope left. */
async function complete(url: URL, transfer: Transfer, renew: FileOptions['renew']): Promise<void> {
  let furthest = 0;
  let fresh: URL | undefined;
  for (let retries = 0, waited = 0; ; ) {
    try {
      return await fetchPart(fresh ?? url, transfer);
    } catch (failure) {
      // The reason of an abort may be any error, even one that would be tried again.
      if (transfer.signal?.aborted) throw failure;
      if (transfer.part.received > furthest) {
        furthest = transfer.part.received;
        retries = 0;
        waited = 0;
      }
      if (!fresh && failure instanceof APIError && expired.includes(failure.status ?? 0)) {
        fresh = await renew();
        if (fresh) continue;
      }
      const next = nextAttempt('GET', failure, { retries, limits: retries, waited }, budget);
      if (!next) throw failure;
      retries++;
      waited += next.delay;
      await sleep(next.delay, transfer.signal);
    }
  }
}
