import { ChamelaionError } from './errors.ts';

/**
 * A file to upload: a `File` or `Blob`, bytes, or a stream from `fs.createReadStream()`.
 *
 * @example
 * ```ts
 * import { createReadStream } from 'node:fs';
 * import type { Uploadable } from '@chamelaion/client';
 *
 * const video: Uploadable = createReadStream('clip.mp4');
 * ```
 */
export type Uploadable = Blob | Uint8Array | ReadStreamLike;

/** What is asked of `fs.ReadStream`, so that this package needs no Node types. */
export interface ReadStreamLike {
  /** Where the stream reads from; the upload is named after its last part. */
  readonly path: string | Uint8Array;
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
}

/** The upload as a named, non-empty `File`; errors name the `field`. */
export async function toFile(upload: Uploadable, field: string, fallbackName: string): Promise<File> {
  const file = await open(upload, field, fallbackName);
  if (file.size === 0) throw new ChamelaionError(`${field} is empty: there is nothing to upload`);
  return file;
}

async function open(upload: Uploadable, field: string, fallbackName: string): Promise<File> {
  if (upload instanceof File) return upload;
  if (upload instanceof Blob) return new File([upload], fallbackName, { type: upload.type });
  if (upload instanceof Uint8Array) return new File([upload as Uint8Array<ArrayBuffer>], fallbackName);
  if (typeof upload === 'object' && upload !== null && Symbol.asyncIterator in upload && 'path' in upload) {
    const name = String(upload.path).split(/[\\/]/).pop();
    return new File(await collect(upload, field), name || fallbackName);
  }
  throw new ChamelaionError(
    `${field} must be a File, a Blob, a Uint8Array or a stream from fs.createReadStream()`,
  );
}

async function collect(stream: ReadStreamLike, field: string): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  try {
    for await (const part of stream) {
      if (!(part instanceof Uint8Array))
        throw new TypeError('the stream must give bytes: open it without an encoding');
      parts.push(part as Uint8Array<ArrayBuffer>);
    }
  } catch (cause) {
    throw new ChamelaionError(
      `${field} cannot be read: ${(cause as Error | null)?.message ?? String(cause)}`,
      { cause },
    );
  }
  return parts;
}
