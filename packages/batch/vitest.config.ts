import { defineConfig, mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../../vitest.base.ts';

/** Runs the tests that wait for batches first. In a fresh clone vitest does not know which those are. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waits = ({ moduleId }: TestSpecification) => Number(/(run|crash|pauses)\.test\.ts$/.test(moduleId));
    return files.toSorted((one, other) => waits(other) - waits(one));
  }
}

export default mergeConfig(
  base,
  defineConfig({
    test: {
      globalSetup: 'test/template.ts',
      sequence: { sequencer: LongestFirst },
      // They mostly wait.
      maxWorkers: 3,
      // The database's WebAssembly runs for seconds: to compile it well takes longer.
      execArgv: ['--liftoff-only'],
      // Several stores open at once on a busy machine.
      testTimeout: 180_000,
    },
  }),
);
