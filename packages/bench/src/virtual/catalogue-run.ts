import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchItem } from '@chamelaion/batch';
import { startWatchedMock, type WatchedMock, type Weather } from '../../../batch/test/crash/watched-mock.ts';
import { programFile } from '../peer-programs.ts';
import { runVirtually, type Taken } from './run-virtually.ts';

/** Submissions a minute, as documented: what the mock takes, and what the batch keeps to. */
export const perMinute = 60;
const jobMs = { queuedMs: 5_000, processingMs: 70_000 };

/** The seconds that no program can do without: the mock takes as many as a minute allows at its beginning. */
export const floorOf = (jobs: number): number =>
  (Math.ceil(jobs / perMinute) - 1) * 60 + (jobMs.queuedMs + jobMs.processingMs) / 1_000;

/** Who does the work. */
export const subjects = {
  client: '@chamelaion/client',
  batch: '@chamelaion/batch',
  loop: 'naive loop',
  limit: 'p-limit, p-retry',
} as const;

/** The mock and the folders of a run. */
export interface Field {
  readonly mock: WatchedMock;
  readonly folder: string;
  /** The folder of the results. */
  readonly directory: string;
}

/** Does the jobs of a catalogue on a virtual clock, and lets `judge` look at what came of them. */
export async function runCatalogue<T>(
  subject: keyof typeof subjects,
  items: readonly BatchItem[],
  weather: Weather,
  judge: (taken: Taken, field: Field) => T | Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chamelaion-bench-'));
  const [directory, catalogue] = [join(folder, 'out'), join(folder, 'catalogue.json')];
  await mkdir(directory);
  await writeFile(catalogue, JSON.stringify(items));
  const mock = await startWatchedMock({ ...jobMs, clock: 'manual', rateLimit: perMinute }, weather);
  try {
    const common = { url: mock.url, directory, catalogue };
    const work = (program: string, options: object = {}) =>
      runVirtually(programFile(program), { ...common, ...options }, mock);
    const naive = { state: join(folder, 'state-0.json'), share: [0, 1], timeout: 60_000 };
    const run = {
      client: () => work('client-alone'),
      async batch() {
        // To make a database takes more memory than all that follows.
        await work('batch', { store: join(folder, 'store') });
        return work('batch', { store: join(folder, 'store'), isRun: true });
      },
      loop: () => work('naive', naive),
      // As in the documentation of p-retry.
      limit: () => work('naive', { ...naive, retries: 5 }),
    }[subject];
    return await judge(await run(), { mock, folder, directory });
  } finally {
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  }
}
