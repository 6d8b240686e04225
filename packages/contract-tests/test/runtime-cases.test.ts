import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import Chamelaion from '@chamelaion/client';
import { afterAll, beforeEach, test } from 'vitest';
import { cases } from '../runtimes/cases/all-cases.ts';
import { surroundingsOf } from '../runtimes/cases/surroundings.ts';
import { openStage } from '../runtimes/driver/open-stage.ts';
import { filesIn } from '../runtimes/entries/files-in.ts';

// The cases of every runtime, on this one; `pnpm test:runtimes` runs them on the others.
const folder = await mkdtemp(join(tmpdir(), 'runtime-cases-'));
afterAll(() => rm(folder, { recursive: true }));

const stage = await openStage();
beforeEach(() => stage.reset());
afterAll(() => stage.close());
const surroundings = surroundingsOf('node', stage, { Chamelaion, inspect, files: filesIn(folder) });

test.each(cases.filter(({ applies }) => applies?.(surroundings) ?? true))('$name', async ({ run }) => {
  await run(surroundings);
});
