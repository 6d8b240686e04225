import { readFile, writeFile } from 'node:fs/promises';
import { markdownTable } from 'markdown-table';
import { simulateScale, simulateWeathers } from './measures/catalogues.ts';
import { toMarkdown } from './section.ts';

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
  const scale = simulateScale();
  const text = `${[head, toMarkdown(simulateWeathers()), toMarkdown(scale)].join('\n\n')}\n`;
  process.stdout.write(text);
  await writeFile(new URL('benchmarks-simulated.md', docs), text);

  const { header, rows } = scale;
  const columns = shown.map((name) => header.indexOf(name));
  // Aligned, as the formatter of the guides writes tables.
  const table = markdownTable(
    [header, ...rows.filter(isShown)].map((row) => columns.map((column) => row[column] ?? '')),
  );
  const page = await readFile(guide, 'utf8');
  await writeFile(
    guide,
    page.replace(/(<!-- simulated[^>]*-->\n\n)[\s\S]*?(<!-- \/simulated -->)/, `$1${table}\n\n$2`),
  );
}
