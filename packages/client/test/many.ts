import type Chamelaion from '@chamelaion/client';
import { afterEach, beforeEach, vi } from 'vitest';
import { body } from './answer.ts';
import { epoch } from './scripted.ts';
import { seeded } from './seeded.ts';
import { inVirtualTime } from './virtual-time.ts';
import { type World, world } from './world.ts';

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

/** Runs so many lip-sync jobs at once in a world: what they came to, and after how many milliseconds. */
export async function finish(how: World, count: number) {
  const { client, ...seen } = world(how);
  return inVirtualTime(async () => {
    const requests = await runAll(client, count);
    return { ...seen, requests, took: Date.now() - epoch, timers: vi.getTimerCount() };
  });
}

export const runAll = (client: Chamelaion, count: number): Promise<Chamelaion.CompletedLipsyncRequest[]> =>
  many(count, () => client.lipsync.run(body));

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
