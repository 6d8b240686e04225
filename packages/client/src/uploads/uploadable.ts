import type { NativeFile } from '../options/native-file.ts';

/**
 * A file to upload: a `File` or `Blob`, bytes, a `Response` of `fetch`, or a stream from `fs.createReadStream()` or any
 * other; in React Native a `{ uri, name, type }` or a `Blob`. Streams are read into memory first, so that they can be sent again; to upload from disk bit by bit there is
 * `fromPath` of `@chamelaion/client/node`.
 *
 * @example
 * ```ts
 * import { createReadStream } from 'node:fs';
 * import type { Uploadable } from '@chamelaion/client';
 *
 * const video: Uploadable = createReadStream('clip.mp4');
 * const audio: Uploadable = await fetch('https://cdn.example.com/dubs/42-japanese.wav');
 * ```
 */
export type Uploadable = Blob | Uint8Array | Response | ReadableStream<Uint8Array> | ReadStreamLike | NativeFile;

/** What is asked of Node's streams, so that this package needs no Node types. */
export interface ReadStreamLike {
  /** The file that a stream from `fs` reads; the upload is named after its last part. */
  readonly path?: string | Uint8Array | undefined;
  /** True if bytes were read before, which the upload would lack. */
  readonly readableDidRead?: boolean | undefined;
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
  /** Closes the stream if its rest is not wanted. */
  destroy?(): unknown;
}
