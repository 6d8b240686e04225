import type Chamelaion from '@chamelaion/client';
import { afterEach, beforeEach, vi } from 'vitest';
import { body } from './answer.ts';
import { seeded } from './seeded.ts';

/** Another seed is another jitter: WAITS_SEED=7 pnpm --filter ./packages/client test */
export const seed = Number(process.env['WAITS_SEED'] ?? 20_260_407);

/** Lets each test of a file begin with the seed. */
export function seedEachTest(): void {
  beforeEach(() => {
    process.stdout.write(`seed ${seed}\n`);
    vi.spyOn(Math, 'random').mockImplementation(seeded(seed));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

export const many = <T>(count: number, start: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => start(index)));

export const runAll = (client: Chamelaion, count: number): Promise<Chamelaion.CompletedLipsyncRequest[]> =>
  many(count, () => client.lipsync.run(body));

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
