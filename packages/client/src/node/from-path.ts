import { openAsBlob } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { ChamelaionError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import { toPath } from './to-path.ts';

/**
 * How to open a file for upload.
 *
 * @example
 * ```ts
 * import { type FromPathOptions, fromPath } from '@chamelaion/client/node';
 *
 * const options: FromPathOptions = { type: 'video/mp4' };
 * const video = await fromPath('recording', options);
 * ```
 */
export interface FromPathOptions {
  /**
   * The media type that is sent along.
   * @default by the name: `video/mp4`, `audio/wav` or `audio/mpeg` for .mp4, .wav and .mp3, else none
   */
  type?: string | undefined;
}

// The media that the API takes.
const types: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
};

/**
 * A file on disk, to be uploaded bit by bit: it is read as it is sent, and again for a retry, and never held in memory.
 * A file that has changed since makes the upload fail.
 *
 * @throws {@link ChamelaionError} if there is no such file, or it is empty or cannot be read; it names the path
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { fromPath } from '@chamelaion/client/node';
 *
 * const { request_id } = await new Chamelaion().lipsync.generateWithMedia({
 *   video: await fromPath('clip.mp4'),
 *   audio: await fromPath('voice.wav'),
 * });
 * ```
 */
export async function fromPath(path: string | URL, options: FromPathOptions = {}): Promise<File> {
  checkOptions(options);
  const file = toPath(path);
  const { size, mtimeMs } = await readableFile(file);
  if (size === 0) throw new ChamelaionError(`${file} is empty: there is nothing to upload`);
  const blob = await openAsBlob(file);
  // Node counts a Blob's bytes in 32 bits.
  if (blob.size !== size) {
    throw new ChamelaionError(
      `${file} has ${size} bytes, and this runtime opens files below 4 GiB only: make it smaller`,
    );
  }
  const type = options.type ?? types[extname(file).toLowerCase()] ?? '';
  // A File over a Blob takes no copy of it.
  return new File([blob], basename(file), { type, lastModified: Math.floor(mtimeMs) });
}

async function readableFile(path: string): Promise<{ size: number; mtimeMs: number }> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) {
      // Tried, not asked for: Deno asks its user for more than files before it tells of rights.
      await (await open(path)).close();
      return stats;
    }
  } catch (cause) {
    throw new ChamelaionError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  throw new ChamelaionError(`${path} is not a file: give the path of a video or audio file`);
}
