import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ['test/**/*.test.ts'],
      // Nothing is patched, so the files of one worker can share the engine that takes long to load.
      isolate: false,
      // Only a hang ends a test: machines are slow at times.
      testTimeout: 30_000,
    },
  }),
);
