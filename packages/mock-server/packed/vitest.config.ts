import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../../vitest.base.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ['packed/*.test.ts'],
      outputFile: { json: 'reports/package.json' },
      testTimeout: 60_000,
      hookTimeout: 240_000,
    },
  }),
);
