import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ['test/*.test.ts'],
      // What is patched is put back, so the files of one worker can share the mock's engine, which takes long to load.
      isolate: false,
      // Only a hang ends a wait, however busy the machine.
      expect: { poll: { timeout: 30_000 } },
    },
  }),
);
