import { ChamelaionError } from '../errors.ts';
import { limitTime } from '../http/limit-time.ts';
import { isNative } from '../options/environment.ts';
import type { NativeFile } from '../options/native-file.ts';
import type { ReadStreamLike, Uploadable } from './uploadable.ts';

/** How to open an upload. */
export interface OpenOptions {
  /** What it is called in errors. */
  readonly field: string;
  /** What it is called if it has no name. */
  readonly name: string;
  /** The media type that it must have; its text may then stand for it. */
  readonly media?: string | undefined;
  /** Milliseconds that a stream may go without giving a byte. */
  readonly timeout: number;
  readonly signal?: AbortSignal | null | undefined;
}

/** The upload as a named, non-empty `File`, which can be sent as often as it takes; in React Native as it is. */
export async function openUpload(given: Uploadable | string, options: OpenOptions): Promise<File> {
  const { field, media } = options;
  const upload = media && typeof given === 'string' ? textFile(given, media, field) : (given as Uploadable);
  const file = isNative ? openNative(upload, options) : await open(upload, options);
  if (file.size === 0) throw new ChamelaionError(`${field} is empty: there is nothing to upload`);
  return media && !isNative ? new File([file], file.name, { type: media }) : file;
}

/** A text of one line would be a path: it must not be paid for. */
function textFile(text: string, type: string, field: string): Blob {
  if (text.includes('\n')) return new Blob([text], { type });
  throw new ChamelaionError(
    `${field} must be a file or its text: open a path by fromPath() of @chamelaion/client/node`,
  );
}

/** React Native makes no files of bytes, and its forms take its own kind of file and `Blob`s. */
function openNative(upload: Uploadable, { field, name }: OpenOptions): File {
  if (upload instanceof Blob) return upload as File;
  const { uri } = Object(upload) as NativeFile;
  if (typeof uri === 'string') return { name, type: 'application/octet-stream', ...(upload as object) } as never;
  throw new ChamelaionError(`${field} must be { uri, name, type }, or a Blob`);
}

async function open(upload: Uploadable, options: OpenOptions): Promise<File> {
  const { field, name } = options;
  if (upload instanceof File) return upload;
  if (upload instanceof Blob) return new File([upload], name, { type: upload.type });
  if (upload instanceof Uint8Array) return new File([upload as Uint8Array<ArrayBuffer>], name);
  // By shape: a polyfill's are as good.
  const source = typeof upload === 'object' && upload !== null ? upload : undefined;
  if (source && isStream(source)) {
    const path = 'path' in source && source.path;
    return new File(await collect(sourceOf(source, field), options), lastPart(String(path || '')) || name);
  }
  if (source && 'body' in source && 'headers' in source) return fromResponse(source, options);
  throw new ChamelaionError(
    `${field} must be a File, a Blob, a Uint8Array, a Response or a stream, such as fs.createReadStream() gives`,
  );
}

async function fromResponse(response: Response, options: OpenOptions): Promise<File> {
  const { body, bodyUsed, headers, ok, status, url = '' } = response;
  const { field, name } = options;
  if (!ok) throw new ChamelaionError(`${field} cannot be read: its Response is a ${status}`);
  if (bodyUsed) throw readBefore(field);
  return new File(
    body ? await collect(sourceOf(body, field), options) : [],
    lastPart(url.replace(/[?#].*/, '')) || name,
    {
      type: headers.get('content-type') ?? '',
    },
  );
}

type Stream = ReadableStream<Uint8Array> | ReadStreamLike;

function isStream(source: object): source is Stream {
  return 'getReader' in source || Symbol.asyncIterator in source;
}

/** What reads a stream from its beginning; refuses one whose beginning is gone. */
function sourceOf(stream: Stream, field: string): Source {
  if (!('getReader' in stream)) {
    if (stream.readableDidRead) throw readBefore(field);
    return iterate(stream);
  }
  try {
    // A `Response` takes no stream whose beginning is gone, and nothing else tells; a polyfill's it takes for a text.
    return read((stream instanceof ReadableStream && new Response(stream).body) || stream);
  } catch {
    throw readBefore(field);
  }
}

function readBefore(field: string): ChamelaionError {
  return new ChamelaionError(`${field} has been read before: a stream can be read once, so give a new one`);
}

function lastPart(path: string): string | undefined {
  return path.split(/[\\/]/).pop();
}

interface Source {
  next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
  leave(): void;
}

// Not every browser can iterate over a stream.
function read(stream: ReadableStream<Uint8Array>): Source {
  const reader = stream.getReader();
  return { next: () => reader.read(), leave: () => void reader.cancel().catch(() => {}) };
}

function iterate(stream: ReadStreamLike): Source {
  const iterator = stream[Symbol.asyncIterator]();
  // What waits for a byte notices nothing else: the stream itself has to be closed.
  const leave = () => Promise.resolve(stream.destroy?.() ?? iterator.return?.());
  return { next: () => iterator.next(), leave: () => void leave().catch(() => {}) };
}

/** All bytes of a source; one that gives none for too long, or something else, is left. */
async function collect(source: Source, { field, timeout, signal }: OpenOptions): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  try {
    await limitTime(timeout, signal, async (_, moved) => {
      for (;;) {
        const { done, value } = await source.next();
        if (done) return;
        if (!(value instanceof Uint8Array))
          throw new TypeError('the stream must give bytes: open it without an encoding');
        parts.push(value as Uint8Array<ArrayBuffer>);
        moved();
      }
    });
  } catch (cause) {
    source.leave();
    const why = (cause as Error | null)?.message ?? String(cause);
    throw new ChamelaionError(`${field} cannot be read: ${why}`, { cause });
  }
  return parts;
}
