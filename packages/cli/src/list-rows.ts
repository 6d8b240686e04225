import { plain } from './plain.ts';
import type { Session } from './session.ts';

/** A page, which can be iterated for everything behind it. */
type Page = AsyncIterable<object> & { readonly pagination: { readonly total: number } };

/** What listing takes from the command line. */
export interface ListFlags {
  readonly all?: true;
}

/** Prints a page, or all there is: a row each, with these fields; as JSON a line each. */
export async function listRows(
  { terminal, flags }: Session<ListFlags>,
  page: PromiseLike<Page>,
  itemsOf: (page: never) => readonly object[],
  columns: readonly string[],
): Promise<void> {
  const first = await page;
  const items = itemsOf(first as never);
  // The widths of the first page hold for all.
  const cellOf = (item: object, name: string) => plain(Object(item)[name] ?? '-');
  const widths = columns.map((name) => Math.max(0, ...items.map((item) => cellOf(item, name).length)));
  let count = 0;
  for await (const item of flags.all ? first : items) {
    count++;
    terminal.json(item);
    terminal.result(
      columns
        .map((name, index) => cellOf(item, name).padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  if (count < first.pagination.total) terminal.status(`${count} of ${first.pagination.total}: --all lists the rest`);
}
