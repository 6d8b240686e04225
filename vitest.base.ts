import { defineConfig } from 'vitest/config';

/** What every package's tests share. */
export default defineConfig({
  test: {
    // No test sees a developer's own key, and none can spend their credits.
    env: {
      CHAMELAION_API_KEY: '',
      CHAMELAION_BEARER_TOKEN: '',
      CHAMELAION_BASE_URL: '',
      CHAMELAION_CUSTOM_HEADERS: '',
    },
    // Far above what any test takes: only a hang ends by it, however busy the machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/test.json' },
  },
});
