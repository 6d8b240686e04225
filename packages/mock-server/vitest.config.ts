import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Nothing is patched, so the files of one worker can share the engine that takes long to load.
    isolate: false,
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/test.json' },
  },
});
