import type { Line } from '../../../batch/test/crash/worker-process.ts';
import { measured, type Timed } from './measured.ts';
import { startPostgres } from './postgres.ts';

/** How fast a batch submits, and what it costs in requests. */
export interface ThroughputResult {
  readonly items: number;
  readonly downloaded: number;
  /** Submissions a minute, from the first to the last. */
  readonly perMinute: number;
  /** From the start of the worker to its end. */
  readonly seconds: number;
  /** Reads of the API for each job. */
  readonly reads: number;
  /** Refusals (429) in 100 submissions. */
  readonly refusals: number;
}

/** The documented pace of one submission a second, 25 times as fast. */
export const limit = 1_500;
const items = 2_000;

/** 2,000 submissions without faults, at a limit. */
export async function measureThroughput(engine: 'pglite' | 'postgres'): Promise<ThroughputResult> {
  const postgres = engine === 'postgres' ? await startPostgres() : undefined;
  try {
    return await measured({ rateLimit: limit, queuedMs: 1_000, processingMs: 9_000 }, items, async (field) => {
      const started = performance.now();
      const { lines } = await field.work({
        ...(postgres && { store: postgres.url }),
        run: { perMinute: limit, maxRunning: 1_000 },
      });
      return toResult(field, lines, (performance.now() - started) / 1_000);
    });
  } finally {
    await postgres?.stop();
  }
}

function toResult({ mock: { posts, counts } }: Timed, lines: readonly Line[], seconds: number): ThroughputResult {
  const made = posts.filter(({ status }) => status !== 429);
  const span = ((made.at(-1)?.at ?? 0) - (made[0]?.at ?? 0)) / 60_000;
  return {
    items,
    downloaded: lines.filter(({ type }) => type === 'downloaded').length,
    perMinute: Math.round((made.length - 1) / span),
    seconds: Math.round(seconds),
    reads: counts.GET / items,
    refusals: (100 * counts.refused) / counts.POST,
  };
}
