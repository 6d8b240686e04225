import { join } from 'node:path';
import type { Area } from './areas.ts';
import { withCopy } from './copy-project.ts';
import { applyMutation, type Mutation } from './mutation.ts';
import { runCommand } from './run-command.ts';
import { firstFailure } from './run-suite.ts';

/** What became of a mutant. */
export interface Verdict {
  readonly area: string;
  readonly name: string;
  readonly file: string;
  /** Whose test saw it first; undefined if it survived. */
  readonly suite?: string | undefined;
  /** The test. */
  readonly killer?: string | undefined;
  readonly seconds: number;
}

/** Breaks a copy of the project, builds what is made of it, and runs the area's tests up to the first that fails. */
export async function judge(
  { name: area, builds, suites }: Omit<Area, 'mutations'>,
  mutation: Mutation,
): Promise<Verdict> {
  const begin = performance.now();
  return withCopy(async (copy) => {
    await applyMutation(copy, mutation);
    const verdict = (suite?: string, killer?: string): Verdict => {
      const { name, file } = mutation;
      return { area, name, file, suite, killer, seconds: (performance.now() - begin) / 1_000 };
    };
    for (const { folder, command } of builds) {
      const failure = await runCommand(command, join(copy, folder));
      // That proves nothing of the tests.
      if (failure) throw new Error(`"${mutation.name}" cannot be built: ${failure.output}`);
    }
    for (const suite of suites) {
      const killer = await firstFailure(copy, suite);
      if (killer) return verdict(suite.name, killer);
    }
    return verdict();
  });
}
