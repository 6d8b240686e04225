import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      globalSetup: 'test/template.ts',
      // They mostly wait.
      maxWorkers: 3,
      // The database's WebAssembly runs for seconds: to compile it well takes longer.
      execArgv: ['--liftoff-only'],
      // Several stores open at once on a busy machine.
      testTimeout: 180_000,
    },
  }),
);
