import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { start } from '../runtimes/driver/child.ts';
import type { Command } from '../runtimes/driver/runtimes.ts';
import type { Suite } from './suite.ts';

/** Milliseconds; far above what any suite takes. */
const longest = 240_000;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The first failure of a suite in a copy of the project; undefined where it is green. */
export async function firstFailure(copy: string, { name, folder, run }: Suite): Promise<string | undefined> {
  const cwd = join(copy, folder);
  if ('command' in run) return (await ended(run.command, cwd)).failure;
  const file = join(copy, `${name.replace(/\W+/g, '-')}.json`);
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--bail=1',
    '--reporter=json',
    `--outputFile=${file}`,
  ];
  const { failure, hung } = await ended([process.execPath, ...vitest, ...run.vitest], cwd);
  if (!failure || hung) return failure;
  // Without a report no test has judged anything.
  const report = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${name}: ${failure}`);
  });
  return failedTest(JSON.parse(report)) ?? 'an error outside of all tests';
}

function failedTest({ testResults }: Report): string | undefined {
  for (const { name, status, message, assertionResults } of testResults) {
    const failed = assertionResults.find((test) => test.status === 'failed')?.fullName;
    if (failed ?? status === 'failed') return `${basename(name)}: ${failed || firstLine(message)}`;
  }
  return undefined;
}

/** Runs a command to its end, which a mutant may never reach. */
export async function ended(
  command: Command,
  cwd: string,
): Promise<{ failure?: string | undefined; hung: boolean }> {
  const child = start(command, cwd);
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    child.kill();
  }, longest);
  const { code, output } = await child.ended;
  clearTimeout(timer);
  if (hung) return { failure: `it did not end in ${longest / 1_000} s`, hung };
  return { failure: code === 0 ? undefined : firstLine(output) || `it ended with ${code}`, hung };
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? '';
