import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

// One folder for each run, by names alone: every project evaluates this file anew.
const observations = join(tmpdir(), `observations-${process.pid}-${performance.timeOrigin}`);
mkdirSync(observations, { recursive: true });
process.once('exit', () => rmSync(observations, { recursive: true, force: true }));

export default mergeConfig(
  base,
  defineConfig({
    test: {
      provide: { observations },
      // One process for all, because each start of Prism's engine, and each compilation of its schemas, takes a second.
      maxWorkers: 1,
      // A test is named whole.
      chaiConfig: { truncateThreshold: 0 },
      projects: [
        { extends: true, test: { name: 'contract', include: ['test/*.test.ts'] } },
        // The gate, once everything has been observed. Where single files are named it does not run.
        { extends: true, test: { name: 'coverage', include: ['coverage/*.test.ts'], sequence: { groupOrder: 1 } } },
      ],
    },
  }),
);
