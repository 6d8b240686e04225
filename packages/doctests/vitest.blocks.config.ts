import { defineConfig } from 'vitest/config';

/** The blocks that are tests themselves, as a reader would run them. */
export default defineConfig({ test: { include: ['reports/blocks/tests/**/*.ts'], reporters: ['json'] } });
