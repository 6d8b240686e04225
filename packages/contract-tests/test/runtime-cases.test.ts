import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import Chamelaion from '@chamelaion/client';
import { afterAll, beforeEach, describe, test } from 'vitest';
import { cases } from '../runtimes/cases/all-cases.ts';
import { surroundingsOf } from '../runtimes/cases/surroundings.ts';
import { openStage } from '../runtimes/driver/open-stage.ts';
import { filesIn } from '../runtimes/entries/files-in.ts';

// The cases of every runtime, on this one; `pnpm test:runtimes` runs them on the others.
const folder = await mkdtemp(join(tmpdir(), 'runtime-cases-'));
afterAll(() => rm(folder, { recursive: true }));

// One after the other on a stage. Those that wait for seconds have another one, beside the rest.
describe.concurrent.each([
  ['short', false],
  ['long', true],
])('%s', async (_, long) => {
  const stage = await openStage();
  beforeEach(() => stage.reset());
  afterAll(() => stage.close());
  const surroundings = surroundingsOf('node', stage, { Chamelaion, inspect, files: filesIn(folder) });
  const applicable = cases.filter(({ applies }) => applies?.(surroundings) ?? true);

  test.sequential.each(applicable.filter(({ isLong = false }) => isLong === long))('$name', async ({ run }) => {
    await run(surroundings);
  });
});
