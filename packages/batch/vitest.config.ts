import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      globalSetup: 'test/template.ts',
      // They mostly wait.
      maxWorkers: 3,
      // One file replaces a module.
      isolate: true,
    },
  }),
);
