import { checkOptions } from '../options/check-options.ts';
import type { Fetch } from '../options/client-options.ts';
import type { CompletedLipsyncRequest } from '../types.ts';
import { outputURL } from './output-url.ts';
import { checkSource, type RequestSource } from './request-source.ts';
import { toPath } from './to-path.ts';
import { downloadFile, failureOf } from './transfer/download-file.ts';

/** How far a download has come. */
export interface DownloadProgress {
  /** Bytes of the file so far; falls back to 0 if the download has to start over. */
  readonly received: number;
  /** Bytes in all; undefined if the server does not say. */
  readonly total: number | undefined;
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
  const { client, fetch, signal, onProgress } = options;
  checkSource(client?.lipsync, client);
  const target = toPath(path);
  const url = outputURL(request);
  try {
    await downloadFile(url, target, {
      kind: 'video',
      fetch,
      signal,
      onBytes: (received, total) => onProgress?.({ received, total }),
      renew: async () => client && outputURL(await client.lipsync.requests.retrieve(request.id, { signal })),
    });
    return target;
  } catch (error) {
    throw failureOf(error, target, signal);
  }
}
