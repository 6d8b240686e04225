import { defineConfig } from 'vitest/config';
import base from '../../../vitest.base.ts';

export default defineConfig({
  test: {
    ...base.test,
    include: ['browser/*.test.ts'],
    // The same browser and the same modules serve all of them.
    isolate: false,
    globalSetup: 'browser/launch-browser.ts',
    reporters: ['tree', 'json'],
    outputFile: { json: 'reports/studio.json' },
    // A browser beside them is enough for two cores.
    maxWorkers: 2,
  },
});
