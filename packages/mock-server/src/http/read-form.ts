import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';

/** A file of a form; its content is counted and thrown away. */
export interface FormFile {
  readonly filename: string;
  readonly bytes: number;
}

/** A multipart form that was read to its end. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, FormFile>>;
}

// A film's subtitles fit.
const maxTextBytes = 4 * 2 ** 20;
const limits = { fieldSize: maxTextBytes, parts: 200 };

/** Streams a form through; undefined when it is malformed or its files exceed `maxBytes` together. */
export function readForm(request: IncomingMessage, maxBytes: number): Promise<Form | undefined> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = Object.create(null);
    const files: Record<string, FormFile> = Object.create(null);
    let totalBytes = 0;
    let textLength = 0;

    const parser = createParser(request);
    const giveUp = (): void => {
      if (parser) request.unpipe(parser);
      // The rest is thrown away, so that the client gets to read its answer.
      request.resume();
      resolve(undefined);
    };
    request.on('error', reject);
    if (!parser) return giveUp();

    parser.on('file', (name, stream, { filename }) => {
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        totalBytes += chunk.length;
        if (totalBytes > maxBytes) giveUp();
      });
      stream.on('end', () => {
        files[name] = { filename: filename ?? '', bytes };
      });
      // The parser reports the same error once more.
      stream.on('error', () => {});
    });
    parser.on('field', (name, value, { valueTruncated }) => {
      textLength += value.length;
      if (valueTruncated || textLength > maxTextBytes) giveUp();
      fields[name] = value;
    });
    parser.on('partsLimit', giveUp);
    parser.on('error', giveUp);
    parser.on('close', () => resolve({ fields, files }));
    request.pipe(parser);
  });
}

function createParser({ headers }: IncomingMessage): busboy.Busboy | undefined {
  try {
    return busboy({ headers, limits, defParamCharset: 'utf8' });
  } catch {
    return undefined;
  }
}
