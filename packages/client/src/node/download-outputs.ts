import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ChamelaionError } from '../errors.ts';
import { onAbort } from '../http/on-abort.ts';
import type { Completed } from '../jobs/job.ts';
import { checkOptions } from '../options/check-options.ts';
import type { VideoTranslateRequest } from '../types.ts';
import type { DownloadOptions } from './download.ts';
import { translationURL } from './output-url.ts';
import { checkSource, type TranslationSource } from './request-source.ts';
import { type Output, pathsOf, selectOutputs } from './select-outputs.ts';
import { toPath } from './to-path.ts';
import { downloadFile, failureOf } from './transfer/download-file.ts';
import { fewAtOnce } from './transfer/few-at-once.ts';
import type { FileKind } from './transfer/file-kind.ts';

/** How far the downloads of a translation have come, all of them together. */
export interface DownloadOutputsProgress {
  /** Bytes so far; falls back if a file has to start over. */
  readonly received: number;
  /** Bytes of the files that have begun, so it grows; undefined if the server does not say how long one of them is. */
  readonly total: number | undefined;
  /** Files that are whole. */
  readonly done: number;
  /** Files in all. */
  readonly files: number;
}

/**
 * Which results of a translation to download, and how.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import type { DownloadOutputsOptions } from '@chamelaion/client/node';
 *
 * const options: DownloadOutputsOptions = { client: new Chamelaion(), directory: 'out', name: 'episode-42' };
 * ```
 */
export interface DownloadOutputsOptions<Kind extends FileKind = FileKind> extends Pick<DownloadOptions, 'fetch'> {
  /** The folder that the files go to, a path or a `file:` URL; made if it is missing. */
  directory: string | URL;
  /**
   * How the files' names begin.
   * @default the request's `id`
   */
  name?: string | undefined;
  /**
   * The languages whose files are wanted.
   * @default all
   */
  languages?: readonly string[] | undefined;
  /**
   * Which files of each language are wanted.
   * @default all: `video`, `audio` and `srt`
   */
  files?: readonly Kind[] | undefined;
  /** Retrieves the request again if a URL has expired. Without it an expired URL is an error. */
  client?: TranslationSource | undefined;
  /** Ends the downloads, which then reject with an {@link APIUserAbortError}; only files that are whole stay. */
  signal?: AbortSignal | null | undefined;
  /** Called as the downloads go on, and after each file. What it throws ends them. */
  onProgress?: ((progress: DownloadOutputsProgress) => void) | undefined;
}

/**
 * Downloads what a completed translation has made: `<name>.<language>.mp4`, `.wav` and `.srt` in `directory`. Resolves to
 * the absolute paths by language and file. Each file is written as by {@link download}: it takes its name only when it is
 * whole. Three go at a time; the first failure ends the others, and files that are whole by then stay.
 *
 * @throws {@link ChamelaionError} before any request, if something asked for is not there, or its name or URL cannot be
 * used; or if a file cannot be written
 * @throws {@link APIError} if the storage refuses: its `status` says how
 * @throws {@link APIConnectionError} if a connection breaks again and again
 * @throws {@link APIUserAbortError} if `signal` is aborted
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { downloadOutputs } from '@chamelaion/client/node';
 *
 * const client = new Chamelaion();
 * const request = await client.videoTranslate.requests.waitFor('0c9d4a6e-5b1f-4c58-9a35-2f6c1d7e8b90');
 * const paths = await downloadOutputs(request, {
 *   client,
 *   directory: 'out',
 *   name: 'episode-42',
 *   onProgress: ({ received, done, files }) => console.log(`${done} of ${files} files, ${received} bytes`),
 * });
 * console.log(paths['de']?.video);
 * ```
 */
export async function downloadOutputs<const Kind extends FileKind = FileKind>(
  request: Pick<Completed<VideoTranslateRequest>, 'id' | 'outputs'>,
  options: DownloadOutputsOptions<Kind>,
): Promise<{ [language: string]: Record<Kind, string> }> {
  checkOptions(options);
  const { client, fetch, signal, onProgress } = options;
  checkSource(client?.videoTranslate, client);
  const folder = resolve(toPath(options.directory, 'directory'));
  const outputs = selectOutputs(request, folder, options);
  const { id } = request;

  const controller = new AbortController();
  let done = 0;
  const report = () => {
    const total = outputs.reduce((sum, output) => sum + (output.total ?? Number.NaN), 0);
    onProgress?.({
      received: outputs.reduce((sum, { received }) => sum + received, 0),
      total: Number.isNaN(total) ? undefined : total,
      done,
      files: outputs.length,
    });
  };

  // URLs expire together: the first file that meets it retrieves the request for all.
  let latest: VideoTranslateRequest | undefined;
  let renewing: Promise<unknown> | undefined;
  const retrieveAnew = async (source: TranslationSource) => {
    latest = await source.videoTranslate.requests.retrieve(id, { signal: controller.signal });
    renewing = undefined;
  };
  const downloadOne = async (output: Output) => {
    const known = latest;
    const urlNow = () => (latest ? translationURL(latest, output.language, output.kind) : output.url);
    await downloadFile(urlNow(), output.path, {
      kind: output.kind,
      fetch,
      signal: controller.signal,
      onBytes(received, total) {
        Object.assign(output, { received, total });
        report();
      },
      async renew() {
        if (!client) return undefined;
        if (latest === known) {
          renewing ??= retrieveAnew(client);
          await renewing;
        }
        return urlNow();
      },
    });
    done++;
    output.total = output.received;
    report();
  };

  const leave = onAbort(signal, () => controller.abort(signal?.reason));
  try {
    signal?.throwIfAborted();
    await makeFolder(folder);
    await fewAtOnce(outputs, controller, downloadOne);
  } catch (error) {
    throw failureOf(error, folder, signal);
  } finally {
    leave();
  }
  return pathsOf(outputs);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new ChamelaionError(
      `directory ${folder} cannot be made: ${(cause as Error).message}. Choose another directory, and download again`,
      { cause },
    );
  }
}
