import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ['test/*.test.ts'],
      // Most of a program's time is the wait for its job's first poll.
      maxConcurrency: 16,
      // One worker, because Markdown's parser and the mock server take long to load.
      maxWorkers: 1,
    },
  }),
);
