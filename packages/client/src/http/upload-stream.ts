/** A form as a request body whose progress can be seen. */
export interface UploadStream {
  /** What goes into `fetch`'s init. */
  readonly init: RequestInit & {
    readonly headers: Readonly<Record<string, string>>;
    readonly duplex: 'half';
  };
  /** Closes the stream; true if the end of the form may have been received. */
  readonly close: () => boolean;
}

/**
 * Encodes a form bit by bit, as it is taken; `onBytes` gets the bytes taken so far, and the total. The form stays as it
 * is, to be sent again.
 */
export function uploadStream(
  form: FormData,
  headers: Readonly<Record<string, string>>,
  onBytes: (sent: number, total: number) => void,
): UploadStream {
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
        if (closed) return controller.error(new Error('the attempt is over'));
        if (done) return controller.close();
        sent += value.byteLength;
        controller.enqueue(value);
        onBytes(sent, total);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    // Nothing is read ahead: what left the stream was asked for.
    { highWaterMark: 0 },
  );
  const own = {
    ...headers,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(total),
  };
  return {
    // Without `redirect` and `window` Node's fetch keeps a copy of all that it sends, to be able to follow a redirect.
    init: { body, duplex: 'half', headers: own, redirect: 'error', window: null },
    // A fetch that goes on after its attempt must not take the rest: what is told here has to stay true.
    close() {
      closed = true;
      return sent >= total;
    },
  };
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
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22').replaceAll('\\', '%5C');
}

async function* read(parts: readonly Blob[]): AsyncGenerator<Uint8Array, undefined> {
  for (const part of parts) {
    for await (const chunk of part.stream() as unknown as AsyncIterable<Uint8Array>) yield chunk;
  }
  return undefined;
}
