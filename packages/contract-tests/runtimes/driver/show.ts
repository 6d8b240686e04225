import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Counts } from './matrix.ts';

const reports = new URL('../../reports/', import.meta.url);

/** A table in columns, for a terminal. */
export function toText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const padded = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return padded.map((row) => row.join('  ').trimEnd()).join('\n');
}

/** The page of the documentation, as of today. */
export function toMarkdown([header = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `# Where the client runs

Tried on ${new Date().toISOString().slice(0, 10)} by \`pnpm test:runtimes\`, against the mock server, on Linux x64.
"-": the case does not apply to this runtime.

${[line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')}
`;
}

/** Removes the report of an earlier run, which must not speak for a run that breaks off. */
export async function forgetReport(name: string): Promise<void> {
  await rm(new URL(name, reports), { force: true });
}

/** Leaves a report, prints what came of a run, and sets the exit code. */
export async function conclude(name: string, counts: Counts, parts: readonly string[]): Promise<void> {
  await mkdir(reports, { recursive: true });
  await writeFile(new URL(name, reports), toReport(counts));
  const { passed, failed, skipped } = counts;
  process.stdout.write(`${[...parts, `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n\n')}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** The counts in the shape of vitest's reports, which CI sums up. */
function toReport({ passed, failed, skipped }: Counts): string {
  const counts = { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: 0 };
  return JSON.stringify({ ...counts, testResults: [] });
}
