import { APIError, APIUserAbortError, ChamelaionError } from '../errors.ts';
import { nextAttempt } from '../http/retry-policy.ts';
import { sleep } from '../http/sleep.ts';
import { checkOptions } from '../options/check-options.ts';
import type { Fetch } from '../options/client-options.ts';
import type { CompletedLipsyncRequest, LipsyncRequest } from '../types.ts';
import { fetchPart, type Transfer } from './fetch-part.ts';
import { outputURL } from './output-url.ts';
import { PartFile } from './part-file.ts';
import { toPath } from './to-path.ts';

/** How far a download has come. */
export interface DownloadProgress {
  /** Bytes of the file so far; falls back to 0 if the download has to start over. */
  readonly received: number;
  /** Bytes in all; undefined if the server does not say. */
  readonly total: number | undefined;
}

/** What is asked of a client, so that another copy of it, or a stand-in, will do. */
export interface RequestSource {
  readonly lipsync: {
    readonly requests: {
      retrieve(id: string, options?: { signal?: AbortSignal | null | undefined }): PromiseLike<LipsyncRequest>;
    };
  };
}

/**
 * How to download a result.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import type { DownloadOptions } from '@chamelaion/client/node';
 *
 * const options: DownloadOptions = { client: new Chamelaion(), signal: AbortSignal.timeout(600_000) };
 * ```
 */
export interface DownloadOptions {
  /** Retrieves the request again if its `output_url` has expired. Without it an expired URL is an error. */
  client?: RequestSource | undefined;
  /** Ends the download, which then rejects with an {@link APIUserAbortError} and leaves no file. */
  signal?: AbortSignal | null | undefined;
  /** Called as the download goes on, with bytes received and total. What it throws ends the download. */
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /**
   * Sends the requests; they carry no credentials.
   * @default globalThis.fetch
   */
  fetch?: Fetch | undefined;
}

// Each time without a byte more than ever before; a 429 may take 90 s in all.
const budget = { maxRetries: 5, rateLimitTimeout: 90_000 };
const expired = [401, 403, 404, 410];

/**
 * Downloads the video of a completed request to `path`, and resolves to that path. The file is written under a
 * temporary name beside it and takes its final name, in place of what was there, only when it is whole. A connection
 * that drops, or gives nothing for 60 s, goes on from the last byte if the file is still the same.
 *
 * @throws {@link ChamelaionError} if the request has no video, or if the file cannot be written
 * @throws {@link APIError} if the storage refuses: its `status` says how
 * @throws {@link APIConnectionError} if the connection breaks again and again
 * @throws {@link APIUserAbortError} if `signal` is aborted
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { download } from '@chamelaion/client/node';
 *
 * const client = new Chamelaion();
 * const request = await client.lipsync.requests.waitFor('dub-episode-42');
 * await download(request, 'out.mp4', {
 *   client,
 *   onProgress: ({ received, total }) => console.log(received, total),
 * });
 * ```
 */
export async function download(
  request: Pick<CompletedLipsyncRequest, 'id' | 'output_url'>,
  path: string | URL,
  options: DownloadOptions = {},
): Promise<string> {
  checkOptions(options);
  const { client, signal, onProgress, fetch = (url, init) => globalThis.fetch(url, init) } = options;
  if (client !== undefined && typeof client?.lipsync?.requests?.retrieve !== 'function') {
    throw new ChamelaionError('client must be a Chamelaion client');
  }
  const target = toPath(path);
  const url = outputURL(request);
  try {
    const part = await PartFile.create(target);
    try {
      const onBytes: Transfer['onBytes'] = (received, total) => onProgress?.({ received, total });
      await complete(
        url,
        { part, version: undefined, fetch, signal, onBytes },
        async () => client && outputURL(await client.lipsync.requests.retrieve(request.id, { signal })),
      );
      await part.flush();
      signal?.throwIfAborted();
      await part.finish();
    } finally {
      await part.discard();
    }
    return target;
  } catch (error) {
    if (!signal?.aborted || error instanceof APIUserAbortError) throw error;
    throw new APIUserAbortError(`download to ${target}: aborted`, { cause: signal.reason });
  }
}

/** Fetches until the part is whole, or until there is no hope left. */
async function complete(url: URL, transfer: Transfer, renew: () => Promise<URL | undefined>): Promise<void> {
  let furthest = 0;
  let fresh: URL | undefined;
  for (let retries = 0, waited = 0; ; ) {
    try {
      return await fetchPart(fresh ?? url, transfer);
    } catch (failure) {
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
