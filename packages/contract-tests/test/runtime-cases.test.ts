import { inspect } from 'node:util';
import Chamelaion from '@chamelaion/client';
import { afterAll, beforeEach, test } from 'vitest';
import { cases } from '../runtimes/cases/all-cases.ts';
import { surroundingsOf } from '../runtimes/cases/surroundings.ts';
import { openStage } from '../runtimes/driver/open-stage.ts';

// The cases of every runtime, on this one; `pnpm test:runtimes` runs them on the others.
const stage = await openStage();
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const surroundings = surroundingsOf('node', stage, { Chamelaion, inspect });
const applicable = cases.filter(({ applies }) => applies?.(surroundings) ?? true);

test.each(applicable)('$name', ({ run }) => run(surroundings));
