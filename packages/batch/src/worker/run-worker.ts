import { setTimeout as sleep } from 'node:timers/promises';
import { APIError } from '@chamelaion/client';
import type { JobWithMetadata } from 'pg-boss';
import type { BatchEvent, BatchNews, BatchStatus } from '../events.ts';
import { isOutage, queues } from '../store/database.ts';
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
// If the database is away for longer, in milliseconds, another worker may soon take what this one is sending.
const longestAbsence = 30_000;

type Job = JobWithMetadata<{ key: string }>;

/** Works until every item has ended or the signal is aborted, and yields what it does. */
export async function* runWorker(
  base: Omit<Worker, 'tell'>,
  signal: AbortSignal,
  status: () => Promise<BatchStatus>,
): AsyncGenerator<BatchEvent, void, undefined> {
  const { boss } = base.store;
  const news: BatchNews[] = [];
  const worker: Worker = { ...base, tell: (one) => void news.push(one) };
  const stopping = new AbortController();
  let cutting = new AbortController();
  let broken: unknown;

  const both = (one: AbortSignal, other: AbortController) => AbortSignal.any([one, other.signal]);
  const work = async (name: string, count: number, pollingIntervalSeconds: number, handle: (job: Job) => unknown) => {
    const options = { includeMetadata: true, pollingIntervalSeconds };
    for (let index = 0; index < count; index++) {
      const id: string = await boss.work<{ key: string }>(name, options, async ([job]) => {
        if (!job) return;
        await handle(job as Job);
        // The next one at once: it asks again after the interval only if there was none.
        boss.notifyWorker(id);
      });
    }
  };
  const submit = ({ data, signal, retryCount }: Job) =>
    submitItem(worker, data.key, retryCount, { gate: both(signal, stopping), send: both(signal, cutting) });
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
  // Rarely, as who is busy asks at once: each question costs the database some milliseconds.
  await work('submit', submissionsAtOnce, 3, submit);
  await work('follow', 1, 1, follow);
  await work('download', downloadsAtOnce, 2, fetch);

  const stop = async () => {
    stopping.abort();
    const cut = setTimeout(() => cutting.abort(), grace);
    const ended = Promise.all(queues.map((name) => boss.offWork(name)));
    await Promise.race([ended, sleep(2 * grace, undefined, { ref: false })]);
    clearTimeout(cut);
  };

  try {
    for (let told: string | undefined; ; ) {
      // The worker that follows the jobs may be gone.
      await boss.send('follow', {}, { singletonKey: 'all' }).catch(() => {});
      // Before the counts, so that they hold what these events say.
      const latest = news.splice(0);
      const start = performance.now();
      const away = setTimeout(() => {
        cutting.abort();
        cutting = new AbortController();
      }, longestAbsence);
      const progress = await status().finally(() => clearTimeout(away));
      const took = performance.now() - start;
      const { paused, queued, running, completed } = progress;
      const isOver = signal.aborted || queued + running + completed === 0;
      // What is stored may not be told yet.
      if (isOver) {
        await stop();
        latest.push(...news.splice(0));
      }
      for (const one of latest) yield { ...one, progress };
      if (paused !== undefined && paused !== told) yield { type: 'paused', reason: paused, progress };
      told = paused;
      if (broken) throw broken;
      if (isOver) return;
      // Counting a million items takes longer than a thousand, and is worth less.
      await sleep(Math.max(shortestLook, 20 * took), undefined, { signal }).catch(() => {});
    }
  } finally {
    await stop();
  }
}
