import { setTimeout as sleep } from 'node:timers/promises';
import { AuthenticationError, ChamelaionError, JobFailedError, WaitTimeoutError } from '@chamelaion/client';
import type { Item } from '../store/items.ts';
import { recover } from './recover.ts';
import { pause, resumed, type Worker } from './worker.ts';

// No documented job is done sooner.
const youngest = 3;
// What another worker stores late is not missed.
const overlap = 60;
const nextLook = 1_000;
// As long as a timer can be.
const longestWait = 2 ** 31 - 1;

/**
 * Follows the jobs of all workers until the signal is aborted. One worker does so at a time; the client answers many waits
 * by lists.
 */
export async function followJobs(worker: Worker, signal: AbortSignal): Promise<void> {
  const { store } = worker;
  const waiting = new Set<string>();
  let isRefused = false;
  for (let since = 'epoch'; !signal.aborted; ) {
    if (isRefused) await resumed(worker, signal);
    isRefused = false;
    await recover(worker, signal);
    await enqueueForgotten(worker);
    const rows = await store.query<Pick<Item, 'key' | 'kind' | 'request_id'> & { now: string }>(
      `select key, kind, request_id, now()::text as now from chamelaion.item
      where state = 'running' and updated_at > $1::timestamptz - interval '${overlap} seconds'
        and updated_at < now() - interval '${youngest} seconds'`,
      [since],
    );
    for (const { key, kind, request_id, now } of rows) {
      since = now;
      if (waiting.has(key) || request_id === null) continue;
      waiting.add(key);
      void follow(worker, { key, kind, request_id }, signal)
        .catch(async (error: Error) => {
          // It is running still, and so found again from the beginning.
          since = 'epoch';
          if (signal.aborted) return;
          if (error instanceof AuthenticationError) {
            isRefused = true;
            await pause(worker, error.message);
          } else worker.tell({ type: 'late', key, error: error.message });
        })
        .finally(() => waiting.delete(key));
    }
    await sleep(nextLook, undefined, { signal }).catch(() => {});
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

async function follow(
  worker: Worker,
  { key, kind, request_id }: Pick<Item, 'key' | 'kind'> & { request_id: string },
  signal: AbortSignal,
): Promise<void> {
  const { client, items, tell } = worker;
  try {
    let isTold = false;
    const onStatus = ({ phase }: { phase: string }) => {
      if (!isTold && !['queued', 'completed', 'failed'].includes(phase)) tell({ type: 'running', key, request_id });
      isTold ||= phase !== 'queued';
    };
    const result = await client[kind].requests.waitFor(request_id, { signal, timeout: longestWait, onStatus });
    const processed_seconds = processedSeconds(result);
    if (await items.move({ key }, ['running'], 'completed', { result, processed_seconds })) {
      await items.enqueue('download', [{ key }]);
      tell({ type: 'completed', key, request_id });
    }
  } catch (error) {
    const passes = error instanceof AuthenticationError || error instanceof WaitTimeoutError;
    if (signal.aborted || passes || !(error instanceof ChamelaionError)) throw error;
    const result = error instanceof JobFailedError ? error.request : null;
    const changes = { error: error.message, result, processed_seconds: processedSeconds(result) };
    if (await items.move({ key }, ['running'], 'failed', changes)) tell({ type: 'failed', key, error: error.message });
  }
}

/** What the API's own times say, which may be anything. */
function processedSeconds(request: object | null): number | null {
  const { started_at, finished_at } = (request ?? {}) as { started_at?: string; finished_at?: string };
  const seconds = (Date.parse(finished_at ?? '') - Date.parse(started_at ?? '')) / 1_000;
  return Number.isFinite(seconds) ? seconds : null;
}
