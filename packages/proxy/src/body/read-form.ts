import type { Fields, Shape } from '@chamelaion/spec/operations';
import { make, type PartInfo } from 'multipasta';
import { type Operation, refusalOf } from '../http/operations.ts';

/** A form, bit by bit: the begin of a file and then its bytes, or a whole text field. */
export type FormEvent =
  | { readonly file: string; readonly filename: string; readonly type: string }
  | { readonly bytes: Uint8Array }
  | { readonly field: string; readonly text: string };

const maxTextBytes = 4_096;
// Of JSON: a film's subtitles in some languages.
const maxJSONBytes = 4 * 2 ** 20;
const maxParts = 200;

/**
 * Reads a form of the parts that the operation takes, each of them once, and keeps none of it. multipasta parses it, because
 * `@remix-run/multipart-parser` keeps whole parts in memory.
 */
export async function* readForm(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
  operation: Operation,
): AsyncGenerator<FormEvent, void> {
  if (!/^multipart\/form-data *;/i.test(contentType)) {
    throw refusalOf(operation, 'content-type');
  }
  let events: FormEvent[] = [];
  const { takes } = operation;
  const isFile = (name: string | undefined) => partShape(name ?? '', takes)?.type === 'file';
  let failure: Error | undefined;
  let ended = false;
  const fail = (flaw = 'body') => {
    if (!ended) failure ??= refusalOf(operation, flaw);
  };
  const seen = new Set<string>();
  const parser = make({
    headers: { 'content-type': contentType },
    maxFieldSize: maxJSONBytes,
    maxParts,
    isFile: (info) => isFile(dispositionOf(info)?.name),
    onFile(info) {
      const { name, filename } = dispositionOf(info) as Disposition;
      if (seen.has(name)) fail();
      seen.add(name);
      if (filename === undefined) fail(`body.${name}`);
      const type = info.headers['content-type'] === undefined ? 'application/octet-stream' : info.contentType;
      if (!ended) events.push({ file: name, filename: filename ?? '', type });
      return (bytes) => bytes && !ended && events.push({ bytes });
    },
    onField(info, value) {
      const name = dispositionOf(info)?.name;
      const shape = partShape(name ?? '', takes);
      if (name === undefined || !shape || isFile(name) || seen.has(name)) return fail();
      const isJSON = shape.type === 'object' || shape.type === 'array';
      if (!isJSON && value.byteLength > maxTextBytes) return fail();
      seen.add(name);
      if (!ended) events.push({ field: name, text: new TextDecoder().decode(value) });
    },
    onError: () => fail(),
    onDone() {
      ended = true;
    },
  });
  const take = (step: () => void): FormEvent[] => {
    events = [];
    try {
      step();
    } catch {
      fail();
    }
    if (failure) throw failure;
    return events;
  };
  for await (const chunk of whole(chunks)) {
    // What follows the end is read, to keep the connection in order, and means nothing.
    if (!ended) yield* take(() => parser.write(chunk));
  }
  if (!ended) yield* take(() => parser.end());
  if (!ended) throw refusalOf(operation, 'body');
}

/** What a part of this name must look like; undefined if the operation takes none. */
function partShape(name: string, takes: Fields): Shape | undefined {
  const own = Object.hasOwn(takes, name) ? takes[name] : undefined;
  if (own) return own.prefix ? undefined : own;
  const map = Object.values(takes).find(({ prefix }) => prefix && name.startsWith(prefix) && name !== prefix);
  return map?.values;
}

/** The parser takes the two dashes that end a form only from one chunk: none may end between them. */
async function* whole(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : join(rest, chunk);
    let end = bytes.length;
    while (end > bytes.length - 2 && bytes[end - 1] === 45) end--;
    rest = bytes.slice(end);
    if (end > 0) yield bytes.subarray(0, end);
  }
  if (rest.length > 0) yield rest;
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

interface Disposition {
  readonly name: string;
  readonly filename: string | undefined;
}

/** The parser itself gives up at a name beyond Latin-1, which browsers send as it is. */
function dispositionOf({ headers }: PartInfo): Disposition | undefined {
  const header = headers['content-disposition'];
  if (typeof header !== 'string' || !/^ *form-data *;/i.test(header)) return undefined;
  // All at once: what looks like a parameter inside another's quotes is not one.
  const parameters = [...header.matchAll(/; *([\w*-]+)=(?:"([^"]*)"|([^;" ]*))/g)];
  const parameter = (wanted: string) => {
    const [found, ...more] = parameters.filter(([, name]) => name?.toLowerCase() === wanted);
    return found && more.length === 0 ? (found[2] ?? found[3]) : undefined;
  };
  const name = parameter('name');
  return name === undefined ? undefined : { name, filename: parameter('filename') };
}
