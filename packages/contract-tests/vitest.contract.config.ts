import { defineConfig, mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

// What `pnpm test:contract` adds: more generated cases, and the one way in which a key reaches a test. It is handed over by name, never through the
// environment, where every client would pick it up.
const apiKey = process.env['CHAMELAION_STAGING_KEY'] || undefined;
const paidJobs = process.env['CHAMELAION_STAGING_PAID_JOBS'] === 'yes';

export default mergeConfig(
  config,
  defineConfig({ test: { env: { THOROUGH: '1' }, provide: { staging: apiKey ? { apiKey, paidJobs } : undefined } } }),
);
