import { setTimeout as sleep } from 'node:timers/promises';
import { APIError } from '@chamelaion/client';
import type { JobWithMetadata } from 'pg-boss';
import type { BatchEvent, BatchNews, BatchProgress } from '../events.ts';
import { isOutage } from '../store/database.ts';
import { fetchOutputs } from './fetch-outputs.ts';
import { followJobs } from './follow.ts';
import { submitItem } from './submit.ts';
import type { Worker } from './worker.ts';

// A submission without an answer takes half a minute, and must not hold up the others.
const submissionsAtOnce = 16;
const downloadsAtOnce = 3;
// A submission under way when its worker stops gets so long, in milliseconds.
const grace = 5_000;
const shortestLook = 1_000;

type Job = JobWithMetadata<{ key: string }>;

/** What a worker needs to know beside its parts. */
export interface Course {
  readonly perMinute: number;
  readonly signal: AbortSignal;
  /** What has happened and is not told yet. */
  readonly news: BatchNews[];
  readonly progress: () => Promise<BatchProgress>;
}

/** Works until every item has ended or the signal is aborted, and yields what it does. */
export async function* runWorker(worker: Worker, course: Course): AsyncGenerator<BatchEvent, void, undefined> {
  const { boss } = worker.store;
  const { perMinute, signal, news, progress } = course;
  const stopping = new AbortController();
  const cutting = new AbortController();
  let broken: unknown;

  const both = (one: AbortSignal, other: AbortController) => AbortSignal.any([one, other.signal]);
  const work = (name: string, localConcurrency: number, interval: number, handle: (job: Job) => Promise<void>) =>
    boss.work<{ key: string }>(
      name,
      { localConcurrency, includeMetadata: true, pollingIntervalSeconds: interval },
      async ([job]) => job && handle(job as Job),
    );
  const submit = ({ data, signal }: Job) =>
    submitItem(worker, data.key, { gate: both(signal, stopping), send: both(signal, cutting) });
  const follow = async ({ signal }: Job) => {
    try {
      await followJobs(worker, both(signal, stopping));
    } catch (error) {
      if (stopping.signal.aborted) return;
      // What the API or an absent database does passes; what else is wrong does not.
      if (!(error instanceof APIError) && !isOutage(error) && !signal.aborted) broken = error;
      throw error;
    }
  };
  const fetch = ({ data, signal, retryCount }: Job) =>
    fetchOutputs(worker, data.key, retryCount, both(signal, stopping));
  // Enough to keep the pace, and no more questions to the database than that.
  const interval = Math.min(Math.max((submissionsAtOnce * 30) / perMinute, 0.5), 5);
  const parts = [
    ['submit', await work('submit', submissionsAtOnce, interval, submit)],
    ['follow', await work('follow', 1, 1, follow)],
    ['download', await work('download', downloadsAtOnce, 1, fetch)],
  ] as const;

  try {
    for (;;) {
      // Whoever follows the jobs may be gone.
      await boss.send('follow', {}, { singletonKey: 'all' }).catch(() => {});
      const start = performance.now();
      const now = await progress();
      const took = performance.now() - start;
      for (let next = news.shift(); next; next = news.shift()) yield { ...next, progress: now };
      if (broken) throw broken;
      if (signal.aborted || now.queued + now.running + now.completed === 0) return;
      // Counting a million items takes longer than a thousand, and is worth less.
      await sleep(Math.max(shortestLook, 20 * took), undefined, { signal }).catch(() => {});
    }
  } finally {
    stopping.abort();
    const cut = setTimeout(() => cutting.abort(), grace);
    const ended = Promise.all(parts.map(([name, id]) => boss.offWork(name, { id, wait: true })));
    await Promise.race([ended, sleep(2 * grace, undefined, { ref: false })]);
    clearTimeout(cut);
  }
}
