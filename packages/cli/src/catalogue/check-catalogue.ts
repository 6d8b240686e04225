import { resolve } from 'node:path';
import { checkItems } from '@chamelaion/batch';
import type { Chamelaion } from '@chamelaion/client';
import { usage } from '../failure.ts';
import { isRemote, type JobKind, mediaOf } from '../job-kinds.ts';
import { inspectMedium, type Medium } from '../money/inspect-media.ts';
import { filesOf } from '../outputs.ts';
import { plain } from '../plain.ts';
import type { Terminal } from '../terminal.ts';
import { readCatalogue } from './read-catalogue.ts';

/** What an item costs, as far as it can be known. */
export interface Cost {
  /** The item as JSON, which tells whether the catalogue was changed. */
  readonly item: string;
  readonly kind: JobKind;
  readonly languages: number;
  /** Local files, and their bytes. */
  readonly files: number;
  readonly size: number;
  /** Seconds of its video; undefined if they are unknown. */
  readonly seconds: number | undefined;
}

// A longer list is not read.
const mostShown = 50;

/** Checks a whole catalogue, and tells what its items cost by their keys; throws after it has named every bad row. */
export async function checkCatalogue(
  file: string,
  out: string,
  client: Chamelaion,
  terminal: Terminal,
): Promise<Map<string, Cost>> {
  const costs = new Map<string, Cost>();
  let bad = 0;
  const refuse = (line: number, why: string) => {
    if (++bad <= mostShown) terminal.say(`${plain(file)}:${line}: ${plain(why)}`);
  };
  const lines: number[] = [];
  const media = new Map<string, Medium>();
  const results = new Map<string, number>();
  const items = async function* () {
    for await (const row of readCatalogue(file, out)) {
      if (lines.length % 100 === 0) terminal.status(`checking ${plain(file)}, line ${row.line}`, 'checking');
      if ('error' in row) {
        refuse(row.line, row.error);
        continue;
      }
      lines.push(row.line);
      const { key, kind, ...fields } = row.item;
      const languages = (fields as { target_languages?: unknown }).target_languages;
      const sources = mediaOf(kind).map((type) => String((fields as Record<string, unknown>)[type] ?? ''));
      try {
        const found: Medium[] = [];
        for (const source of sources.filter((text) => text !== '')) {
          const medium = media.get(source) ?? (await inspectMedium(source));
          if (!isRemote(source)) media.set(source, medium);
          found.push(medium);
        }
        const local = found.filter(({ size }) => size !== undefined);
        costs.set(key, {
          item: JSON.stringify(row.item),
          kind,
          languages: Array.isArray(languages) ? languages.length : 1,
          files: local.length,
          size: local.reduce((sum, { size = 0 }) => sum + size, 0),
          seconds: found[0]?.seconds,
        });
      } catch (error) {
        refuse(row.line, (error as Error).message);
      }
      const place = { kind, out: String((fields as { output?: unknown }).output), name: key };
      for (const path of filesOf(place, Array.isArray(languages) ? languages : []))
        results.set(resolve(path), row.line);
      yield row.item;
    }
  };
  for await (const { index, error } of checkItems(items(), { client })) refuse(lines[index] as number, error.message);
  // checkItems compares an item with its own inputs.
  for (const source of media.keys()) {
    const line = results.get(resolve(source));
    if (line !== undefined) refuse(line, `its result would replace ${source}, an input of the catalogue`);
  }
  terminal.stop();
  if (bad > mostShown) terminal.say(`... and ${bad - mostShown} more`);
  if (bad > 0) throw usage(`${bad} rows of ${plain(file)} cannot be used. Nothing was submitted.`, 'Mend them first.');
  if (costs.size === 0) throw usage(`${plain(file)} has no rows.`);
  return costs;
}
