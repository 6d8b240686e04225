import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from '../runtimes/driver/runtimes.ts';
import { runCommand } from './run-command.ts';

/** Tests, in a separate process. */
export interface Suite {
  readonly name: string;
  /** From the project's root. */
  readonly folder: string;
  /** Arguments of vitest, or a command that fails with its reason in its first line. */
  readonly run: { readonly vitest: readonly string[] } | { readonly command: Command };
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The first failure of a suite in a copy of the project; undefined if it is green. */
export async function firstFailure(copy: string, { name, folder, run }: Suite): Promise<string | undefined> {
  const file = join(copy, `${name.replace(/\W+/g, '-')}.json`);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', '--reporter=json', `--outputFile=${file}`];
  const command = 'command' in run ? run.command : ([process.execPath, ...vitest, ...run.vitest] as const);
  const failure = await runCommand(command, join(copy, folder));
  if (!failure) return undefined;
  if ('command' in run || failure.hung) return firstLine(failure.output);
  // Without a report no test has judged anything.
  const report = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${name}: ${failure.output}`);
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

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? '';
