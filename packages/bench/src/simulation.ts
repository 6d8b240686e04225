import { readFile, writeFile } from 'node:fs/promises';
import { simulateCatalogues } from './measures/catalogues.ts';
import { type Section, toMarkdown } from './section.ts';

const docs = new URL('../../../docs/', import.meta.url);
const guide = new URL('guides/catalogues.md', docs);
// Of the page's columns and rows the guide shows these.
const shown = ['items', 'keys', 'jobs at once', 'time', 'refusals in 100', 'rows a store'];
const isShown = (row: readonly string[]) => row[2] === '3';

/** Writes what a catalogue takes, by a simulation that runs in seconds, as a page for readers and into the guide. */
export async function writeSimulation(): Promise<void> {
  const head = `# A catalogue, simulated

What \`@chamelaion/batch\` takes for a catalogue that no test can run, by \`pnpm bench simulation\`. What it does to real
processes stands in [its benchmarks](benchmarks-batch.md).`;
  const sections = simulateCatalogues();
  const text = `${[head, ...sections.map(toMarkdown)].join('\n\n')}\n`;
  process.stdout.write(text);
  await writeFile(new URL('benchmarks-simulated.md', docs), text);

  const { header, rows } = sections[sections.length - 1] as Section;
  const columns = shown.map((name) => header.indexOf(name));
  const table = alignedTable(
    [header, ...rows.filter(isShown)].map((row) => columns.map((column) => row[column] ?? '')),
  );
  const page = await readFile(guide, 'utf8');
  await writeFile(
    guide,
    page.replace(/(<!-- simulated[^>]*-->\n\n)[\s\S]*?(<!-- \/simulated -->)/, `$1${table}\n\n$2`),
  );
}

/** As the formatter of the guides writes tables. */
function alignedTable([header = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], filler = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
  return [
    line(header),
    line(
      header.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('\n');
}
