import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { BatchItem } from '@chamelaion/batch';
import { usage } from '../failure.ts';
import { plain } from '../plain.ts';
import { columnNames, readCell, toItem } from './to-item.ts';

/** A row of a catalogue: what it means, or what is wrong with it. */
export type Row = { readonly line: number } & ({ readonly item: BatchItem } | { readonly error: string });

/** Reads a catalogue row by row: `.jsonl` has an item on each line, everything else is CSV with a header. */
export async function* readCatalogue(file: string, out: string): AsyncGenerator<Row, void, undefined> {
  const found = await stat(file).catch((error: Error) => {
    throw usage(`${plain(file)} cannot be read: ${plain(error.message)}`);
  });
  if (!found.isFile()) throw usage(`${plain(file)} is not a file.`);
  const rows = /\.(jsonl|ndjson)$/i.test(file) ? readLines(file) : readCSV(file);
  for await (const { line, read } of rows) {
    try {
      yield { line, item: toItem(read(), out) };
    } catch (error) {
      yield { line, error: (error as Error).message };
    }
  }
}

/** What stands on a line, read when it is asked for, so that a mistake is this row's. */
interface RawRow {
  readonly line: number;
  readonly read: () => Record<string, unknown>;
}

// No item is longer, and what is not a catalogue must not fill the memory.
const longestRow = 1_000_000;

/** The lines of a file; the stream's failures come here, which readline would let end the process. */
async function* linesOf(file: string): AsyncGenerator<string, void, undefined> {
  let [rest, count] = ['', 0];
  for await (const piece of createReadStream(file, 'utf8')) {
    const lines = `${rest}${piece}`.split(/\r?\n/);
    rest = lines.pop() as string;
    count += lines.length;
    yield* lines;
    if (rest.length > longestRow) throw usage(`${plain(file)}:${count + 1}: the line is too long for an item.`);
  }
  yield rest;
}

async function* readLines(file: string): AsyncGenerator<RawRow, void, undefined> {
  let line = 0;
  for await (const text of linesOf(file)) {
    line++;
    if (text.trim() === '') continue;
    const read = () => {
      const value: unknown = JSON.parse(line === 1 ? text.replace(/^\ufeff/, '') : text);
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new Error('it must be a JSON object');
      return value as Record<string, unknown>;
    };
    yield { line, read };
  }
}

async function* readCSV(file: string): AsyncGenerator<RawRow, void, undefined> {
  const { parse, CsvError } = await import('csv-parse');
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: longestRow,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  const input = createReadStream(file);
  input.on('error', (error) => parser.destroy(error));
  let header: readonly string[] | undefined;
  let line = 0;
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      line = info.lines;
      if (!header) {
        header = record;
        checkHeader(file, record);
        continue;
      }
      const names = header;
      const read = () => {
        if (record.length !== names.length)
          throw new Error(`it has ${record.length} cells, and the header ${names.length}`);
        const cells = record.map((cell, index) => [names[index], readCell(names[index] as string, cell)] as const);
        return Object.fromEntries(cells.filter(([, value]) => value !== undefined));
      };
      yield { line, read };
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw usage(
        `${plain(file)} is no CSV after line ${line}: ${plain(error.message).slice(0, 200)}`,
        'Mend this line.',
      );
    }
    throw error;
  }
}

function checkHeader(file: string, header: readonly string[]): void {
  const strange = header.find((name, index) => !columnNames.includes(name) || header.indexOf(name) < index);
  if (strange === undefined && header.includes('key')) return;
  const why =
    strange === undefined
      ? 'the header has no key'
      : `${plain(strange) || 'a column without a name'} is no column, or is there twice`;
  throw usage(`${plain(file)}:1: ${why}.`, `Columns: ${columnNames.join(', ')}`);
}
