import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

// What is patched is put back, so the files of one worker can share the mock's engine, which takes long to load.
export default mergeConfig(base, defineConfig({ test: { include: ['test/*.test.ts'], isolate: false } }));
