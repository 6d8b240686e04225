import { defineConfig } from 'vitest/config';

const ours = Object.keys(process.env).filter((name) => name.startsWith('CHAMELAION_'));

/** What every package's tests share. */
export default defineConfig({
  test: {
    // No test sees a developer's own key, and none can spend their credits.
    env: Object.fromEntries(ours.map((name) => [name, ''])),
    // A test puts back what it patches, so that the files of a worker share what takes long to load.
    isolate: false,
    // Packages run side by side, and a second worker would load it all again.
    maxWorkers: 1,
    // Far above what any test takes: only a hang ends by it, however busy the machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/test.json' },
  },
});
