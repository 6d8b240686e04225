import type { Line } from '../../../batch/test/crash/worker-process.ts';
import { median } from '../interleave.ts';
import { measured } from './measured.ts';

/** Seconds on the clock, and of the processor: other processes may have held it up. */
export interface Time {
  readonly clock: number;
  readonly cpu: number;
}

/** What 10,000 items cost. */
export interface CatalogueResult {
  readonly items: number;
  /** Until a new store is open, until all items are added to it, until it is open again. */
  readonly firstOpen: Time;
  readonly add: Time;
  readonly laterOpen: Time;
  /** Milliseconds that `status()` takes during the run: the median, and the most. */
  readonly status: number;
  readonly slowestStatus: number;
  /** Resident megabytes: once the old store is open, in the second tenth of the run, in its last tenth, and the most. */
  readonly afterOpen: number;
  readonly early: number;
  readonly late: number;
  readonly most: number;
  /** The whole run. */
  readonly seconds: number;
}

const items = 10_000;

/** Adds 10,000 items to a new store, then opens it again and runs it to its end, without a limit of the API. */
export function measureCatalogue(): Promise<CatalogueResult> {
  return measured({ rateLimit: 0, queuedMs: 1_000, processingMs: 9_000 }, items, async ({ work }) => {
    const first = await work({});
    const started = performance.now();
    const { lines } = await work({ run: { perMinute: 100_000, maxRunning: 1_000 } });
    const seconds = Math.round((performance.now() - started) / 1_000);
    const one = (from: readonly Line[], type: string) => from.find((line) => line.type === type) as Line;
    const during = lines.filter(({ type }) => type === 'status');
    const tenth = Math.floor(during.length / 10);
    const megabytes = during.map((line) => Number(line['megabytes']));
    const times = during.map((line) => Number(line['ms']));
    return {
      items,
      firstOpen: timeOf(one(first.lines, 'opened')),
      add: timeOf(one(first.lines, 'added')),
      laterOpen: timeOf(one(lines, 'opened')),
      status: median(times),
      slowestStatus: Math.max(...times),
      afterOpen: Number(one(lines, 'counted')['megabytes']),
      early: median(megabytes.slice(tenth, 2 * tenth)),
      late: median(megabytes.slice(-tenth)),
      most: Math.max(...megabytes),
      seconds,
    };
  });
}

const timeOf = (line: Line): Time => ({ clock: Number(line['ms']) / 1_000, cpu: Number(line['cpu']) / 1_000 });
