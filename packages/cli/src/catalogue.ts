import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { type BatchItem, checkItems } from '@chamelaion/batch';
import type { Fields, Kind } from '@chamelaion/spec/operations';
import { parse } from 'csv-parse';
import { count } from './amounts.ts';
import { fileTrouble, usage } from './failure.ts';
import { fieldsOf, kindNames, makesFolder, mediaOf } from './job-kinds.ts';
import { type Cost, costOf } from './money.ts';
import { plain } from './plain.ts';
import type { Session } from './session.ts';

type Row = { readonly line: number; readonly item: BatchItem };

const fields: Fields = Object.assign({}, ...kindNames.map(fieldsOf));
const columns = ['key', 'kind', 'output', ...kindNames.flatMap(mediaOf), ...Object.keys(fields)].filter(
  (name, index, all) => name !== 'reference_id' && all.indexOf(name) === index,
);

/** Checks a whole catalogue, and tells what its items cost; throws after it has named every bad row. */
export async function readCatalogue(session: Session): Promise<Cost[]> {
  const [file = ''] = session.args;
  const bad = new Set<number>();
  const refuse = (line: number, why: string) => {
    bad.add(line);
    session.say(plain(`${file}:${line}: ${why}`));
  };
  session.status(`checking ${file}`);
  const found = await readRows(file, session.flags.out ?? '.', refuse);
  const options = { client: await session.client() };
  for await (const { index, error } of checkItems(
    found.map(({ item }) => item),
    options,
  )) {
    refuse(found[index]?.line ?? 0, error.message);
  }
  const costs = new Map<string, Cost>();
  for (const { line, item } of found.filter((row) => !bad.has(row.line))) {
    await costOf(item).then(
      (cost) => costs.set(item.key, cost),
      (error: Error) => refuse(line, error.message),
    );
  }
  session.stop();
  const why = `${count(bad.size, 'row')} of ${plain(file)} cannot be used. Nothing was submitted.`;
  if (bad.size > 0) throw usage(why, 'Correct these lines.');
  if (costs.size === 0) throw usage(`${plain(file)} has no rows.`);
  return [...costs.values()];
}

/** Reads rows: `.jsonl` has an item on each line, everything else is CSV with a header. */
async function readRows(file: string, out: string, refuse: (line: number, why: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const isJSON = /\.(jsonl|ndjson)$/i.test(file);
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
    // No item is longer, and what is not a catalogue must not fill the memory.
    max_record_size: 1_000_000,
    // Of JSON lines, each is one cell: no file holds this delimiter.
    ...(isJSON ? { delimiter: '\0cell\0', quote: null, columns: ['json'] } : { columns: checkedHeader }),
  });
  const input = createReadStream(file).on('error', (error) => parser.destroy(error));
  let line = 0;
  try {
    for await (const { record, info } of input.pipe(parser)) {
      line = info.lines;
      try {
        if (info.error) throw info.error;
        rows.push({ line, item: toItem(isJSON ? JSON.parse(record.json) : readCells(record), out) });
      } catch (error) {
        refuse(line, (error as Error).message);
      }
    }
    return rows;
  } catch (error) {
    const why = plain(fileTrouble(error)).slice(0, 300);
    throw usage(
      `${plain(file)} cannot be read${line > 0 ? ` after line ${line}` : ''}: ${why}`,
      'Mend it, or name another.',
    );
  }
}

function checkedHeader(header: string[]): string[] {
  const strange = header.find((name, index) => !columns.includes(name) || header.indexOf(name) < index);
  if (strange === undefined && header.includes('key')) return header;
  const why = strange === undefined ? 'the header has no key' : `'${strange}' is not a known column, or comes twice`;
  throw new Error(`line 1: ${why}. Columns: ${columns.join(', ')}`);
}

function readCells(row: { readonly [name: string]: string }): object {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, text]) => (text ? [[name, readCell(name, text)]] : [])),
  );
}

/** What a cell means, by the contract's shape of its field; what cannot be read stays a text, for the check to name. */
function readCell(name: string, text: string): unknown {
  const type = fields[name]?.type ?? 'string';
  if (type === 'string') return text;
  if (type === 'array') return text.split(';').map((item) => item.trim());
  try {
    // Spreadsheets write TRUE.
    return JSON.parse(type === 'boolean' ? text.toLowerCase() : text);
  } catch {
    return text;
  }
}

/** The item that a row means; what is missing of kind and output follows from the rest. */
function toItem(row: unknown, out: string): BatchItem {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new Error('the line must be a JSON object');
  const given: { readonly [name: string]: unknown } = { ...row };
  const kind = kindOf(given);
  const key = String(given['key']);
  const output = makesFolder(kind) ? out : join(out, `${key}.mp4`);
  if (!makesFolder(kind) && given['output'] === undefined && /^[. ]|[/\\:*?"<>|\p{Cc}]/u.test(key)) {
    throw new Error('a file cannot have this key as its name: set output');
  }
  return { output, ...given, kind } as never;
}

function kindOf(row: { readonly [name: string]: unknown }): Kind {
  const isFit = (kind: Kind) =>
    mediaOf(kind).every((type) => type in row) &&
    Object.entries(fieldsOf(kind)).every(([name, shape]) => !shape.required || name in row);
  const named = row['kind'];
  const [kind, other] = kindNames.filter((kind) => (named ? kind === named : isFit(kind)));
  if (kind && !other) return kind;
  throw new Error(`kind must be ${kindNames.join(' or ')}; the other columns do not tell which`);
}
