import { cases } from '../cases/all-cases.ts';
import type { CaseResult } from '../entries/protocol.ts';
import { type Column, farewell } from './run-runtime.ts';

/** How many cases passed, failed and were skipped, on all runtimes together. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const rows = [...cases.map(({ name }) => name), farewell];

const marks: Readonly<Record<CaseResult['outcome'] | 'missing' | 'skipped', string>> = {
  passed: 'ok',
  failed: 'FAILED',
  'does not apply': '-',
  missing: 'FAILED',
  skipped: 'skipped',
};

function outcomeOf(row: string, { version, results }: Column): keyof typeof marks {
  if (version === undefined) return 'skipped';
  // A runtime that died left no result.
  return results.find(({ name }) => name === row)?.outcome ?? 'missing';
}

/** The counts over the whole matrix. What says nothing of a runtime is left out. */
export function count(columns: readonly Column[]): Counts {
  const outcomes = rows.flatMap((row) => columns.map((column) => outcomeOf(row, column)));
  const of = (...wanted: string[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  return { passed: of('passed'), failed: of('failed', 'missing'), skipped: of('skipped') };
}

/** Case by runtime. */
export function table(columns: readonly Column[]): string[][] {
  return [
    ['', ...columns.map(({ name }) => name)],
    ['version', ...columns.map(({ version }) => version ?? 'none here')],
    ...rows.map((row) => [row, ...columns.map((column) => cell(row, column))]),
  ];
}

function cell(row: string, column: Column): string {
  return column.results.find(({ name }) => name === row)?.figure ?? marks[outcomeOf(row, column)];
}

/** What failed, where and how. */
export function failures(columns: readonly Column[]): string[] {
  return columns.flatMap(({ name, results }) =>
    results.filter(({ outcome }) => outcome === 'failed').map((result) => `${name}: ${result.name}\n  ${result.error}`),
  );
}
