import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

// The tests change the current folder and the environment, so a worker runs one file at a time.
export default mergeConfig(base, defineConfig({ test: { include: ['test/**/*.test.ts'] } }));
