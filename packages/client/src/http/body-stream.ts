import { ChamelaionError } from '../errors.ts';
import type { Init } from './exchange.ts';

/** A request body that neither the runtime nor its network layer can send a second time. */
export interface BodyStream {
  /** The request's init, with the stream in it. */
  readonly init: Init;
  /** Bytes that were taken. */
  readonly sent: () => number;
  /** Closes the stream; true if the end of the body may have been received. */
  readonly close: () => boolean;
}

/**
 * JSON with its length: undici sends a text once more by itself after a 421, but of an iterable it keeps no copy. A stream
 * would do the same at ten times the cost.
 */
export class JSONStream implements BodyStream {
  readonly init: Init;
  readonly #json: string;
  readonly #bytes: Uint8Array;
  #isTaken = false;
  #isSent = false;
  #isClosed = false;

  constructor(json: string, init: Init) {
    this.#json = json;
    this.#bytes = new TextEncoder().encode(json);
    this.init = withStream(init, this as never, this.#bytes.byteLength);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    this.#take();
    // A fetch that tries again by itself would pay again.
    if (this.#isSent) throw new Error(over);
    this.#isSent = true;
    yield this.#bytes;
  }

  /** What fetches take that know no streams, such as node-fetch's, and stubs in tests. */
  toString(): string {
    this.#take();
    return this.#json;
  }

  sent(): number {
    return this.#isTaken ? this.#bytes.byteLength : 0;
  }

  close(): boolean {
    this.#isClosed = true;
    return this.#isTaken;
  }

  #take(): void {
    if (this.#isClosed) throw new Error(over);
    this.#isTaken = true;
  }
}

/**
 * Encodes a form bit by bit, as it is taken; `onBytes` gets the bytes taken so far, and the total. The form stays as it
 * is, to be sent again.
 */
export function streamForm(form: FormData, init: Init, onBytes: (sent: number, total: number) => void): BodyStream {
  const boundary = `chamelaion-${crypto.randomUUID()}`;
  const parts = [...encode(form, boundary)];
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  const chunks = read(parts);
  let sent = 0;
  let closed = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (closed) return controller.error(new Error(over));
        if (done) return controller.close();
        sent += value.byteLength;
        controller.enqueue(value);
        onBytes(sent, total);
      },
      async cancel() {
        await chunks.return();
      },
    },
    // Nothing is read ahead: what left the stream was asked for.
    { highWaterMark: 0 },
  );
  // A fetch that knows no streams would send "[object ReadableStream]".
  body.toString = () => {
    throw new ChamelaionError(
      'The option fetch cannot send streams, as uploads need: leave it out, or pass one that can',
    );
  };
  const type = `multipart/form-data; boundary=${boundary}`;
  return {
    init: withStream({ ...init, headers: { ...init.headers, 'content-type': type } }, body, total),
    sent: () => sent,
    // A fetch that goes on after its attempt must not take the rest: what is told here has to stay true.
    close() {
      closed = true;
      return sent >= total;
    },
  };
}

const over = 'it was sent before';

/** Without `redirect` and `window` Node's fetch keeps a copy of all that it sends, to be able to follow a redirect. */
function withStream(init: Init, body: BodyInit, length: number): Init {
  const headers = { ...init.headers, 'content-length': String(length) };
  return { ...init, body, headers, redirect: 'error', window: null, duplex: 'half' } as Init;
}

function* encode(form: FormData, boundary: string): Generator<Blob> {
  for (const [name, value] of form) {
    const file = typeof value !== 'string';
    const filename = file ? `; filename="${quote(value.name)}"` : '';
    const type = file ? `\r\nContent-Type: ${value.type || 'application/octet-stream'}` : '';
    yield new Blob([
      `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"${filename}${type}\r\n\r\n`,
    ]);
    yield file ? value : new Blob([value]);
    yield new Blob(['\r\n']);
  }
  yield new Blob([`--${boundary}--\r\n`]);
}

/** As the HTML standard has it for names in forms; parsers that know escapes would read a backslash as one. */
function quote(name: string): string {
  return name.replace(/[\n\r"\\]/g, encodeURIComponent);
}

async function* read(parts: readonly Blob[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) {
    for await (const chunk of part.stream() as unknown as AsyncIterable<Uint8Array>) yield chunk;
  }
}
