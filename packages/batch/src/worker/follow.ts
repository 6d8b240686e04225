import { setTimeout as sleep } from 'node:timers/promises';
import {
  AuthenticationError,
  ChamelaionError,
  type FailedRequest,
  JobFailedError,
  NotFoundError,
  WaitTimeoutError,
} from '@chamelaion/client';
import type { Item } from '../store/items.ts';
import { recover } from './recover.ts';
import { pause, resumed, type Worker } from './worker.ts';

// No documented job is done sooner.
const youngest = 3;
const shortestLook = 1_000;
// As long as a timer can be.
const longestWait = 2 ** 31 - 1;

/** An item whose job goes on; `isYoung` if the API may not show the job yet. */
interface Running extends Pick<Item, 'key' | 'kind' | 'reference_id'> {
  readonly request_id: string;
  readonly isYoung: boolean;
}

/** What is kept of a job that has ended. */
type JobResult = Pick<FailedRequest, 'reference_id'>;

/**
 * Follows the jobs of all workers until the signal is aborted. One worker does so at a time; the client answers many waits
 * by lists.
 */
export async function followJobs(worker: Worker, signal: AbortSignal): Promise<void> {
  const { store, settleTimeout } = worker;
  const waiting = new Set<string>();
  let isRefused = false;
  while (!signal.aborted) {
    if (isRefused) await resumed(worker, signal);
    isRefused = false;
    await recover(worker, signal);
    await enqueueForgotten(worker);
    const start = performance.now();
    const rows = await store.query<Running>(
      `select key, kind, reference_id, request_id, updated_at > now() - $1 * interval '1 ms' as "isYoung"
      from chamelaion.item where state = 'running' and updated_at < now() - interval '${youngest} seconds'`,
      [settleTimeout],
    );
    for (const item of rows) {
      const { key } = item;
      if (waiting.has(key)) continue;
      waiting.add(key);
      void follow(worker, item, signal)
        .catch(async (error: Error) => {
          // The item is running still, and so found again.
          if (signal.aborted) return;
          if (error instanceof AuthenticationError) {
            isRefused = true;
            await pause(worker, error.message);
          } else worker.tell({ type: 'late', key, error: error.message });
        })
        .finally(() => waiting.delete(key));
    }
    // A hundred thousand jobs take longer to read than a hundred.
    await sleep(Math.max(shortestLook, 20 * (performance.now() - start)), undefined, { signal }).catch(() => {});
  }
}

/** Gives a job in the queue to items that have none, as if their process died between two statements: once others are done. */
async function enqueueForgotten({ store, items }: Worker): Promise<void> {
  for (const [queue, ...states] of [
    ['submit', 'queued', 'submitting'],
    ['download', 'completed'],
  ] as const) {
    const forgotten = await store.query<{ key: string }>(
      `select key from chamelaion.item where state = any($2::text[]) and not exists (
        select from chamelaion_jobs.job where name = $1 and state <= 'active' and policy = 'exclusive'
      ) order by seq limit 500`,
      [queue, states],
    );
    await items.enqueue(queue, forgotten);
  }
}

async function follow(worker: Worker, item: Running, signal: AbortSignal): Promise<void> {
  const { client, items, tell } = worker;
  const { key, kind, request_id, isYoung } = item;
  let isTold = false;
  const onStatus = ({ phase }: { phase: string }) => {
    if (!isTold && !['queued', 'completed', 'failed'].includes(phase)) tell({ type: 'running', key, request_id });
    isTold ||= phase !== 'queued';
  };
  let result: JobResult | null;
  let error: string | null = null;
  try {
    result = await client[kind].requests.waitFor(request_id, { signal, timeout: longestWait, onStatus });
  } catch (failure) {
    const isLate = isYoung && failure instanceof NotFoundError;
    const passes = isLate || failure instanceof AuthenticationError || failure instanceof WaitTimeoutError;
    if (signal.aborted || passes || !(failure instanceof ChamelaionError)) throw failure;
    result = failure instanceof JobFailedError ? failure.request : null;
    error = failure.message;
  }
  if (isOther(result, item.reference_id)) {
    // Answers were mixed up: the item's own job is looked for.
    await items.move(item, ['running'], 'queued', { request_id: null });
    return items.enqueue('submit', [item]);
  }
  const state = error === null ? 'completed' : 'failed';
  const changes = { error, result, processed_seconds: processedSeconds(result) };
  if (!(await items.move(item, ['running'], state, changes))) return;
  if (error === null) await items.enqueue('download', [item]);
  tell(error === null ? { type: 'completed', key, request_id } : { type: 'failed', key, error });
}

/** True if a job says that it has another reference; servers may trim a reference or change its case. */
function isOther(job: JobResult | null, reference: string): boolean {
  const theirs = job?.reference_id ?? '';
  return theirs !== '' && String(theirs).trim().toLowerCase() !== reference.toLowerCase();
}

/** What the API's own times say, which may be anything. */
function processedSeconds(request: object | null): number | null {
  const { started_at, finished_at } = (request ?? {}) as { started_at?: string; finished_at?: string };
  const seconds = (Date.parse(finished_at ?? '') - Date.parse(started_at ?? '')) / 1_000;
  return Number.isFinite(seconds) ? seconds : null;
}
