import type { Chamelaion } from '@chamelaion/client';

/** What {@link openBatch} opens. */
export interface BatchOptions {
  /** Sends the requests. Its options hold for the whole batch; all workers of a store need the same account. */
  client: Chamelaion;
  /**
   * The place that keeps the batch: a folder, for one process, or a `postgres://` URL, for any number of workers. One store holds
   * one batch.
   */
  store: string;
  /**
   * The folder at which relative paths begin, of inputs and outputs.
   * @default the current directory
   */
  directory?: string | undefined;
  /**
   * Looks for every item at the API before it is sent, as after a restored backup, and makes a folder's database anew if
   * it cannot be read: then add the same catalogue again. If the whole store is lost, pass its id (`batch.id`).
   * @default false
   */
  recover?: boolean | string | undefined;
  /**
   * Milliseconds until the last look for a job that may have been made: after a submission without an answer, and for
   * all items after an unclean stop. Longer finds jobs that appear late.
   * @default 30_000
   */
  settleTimeout?: number | undefined;
}

/** How {@link Batch.run} works. */
export interface BatchRunOptions {
  /** Ends the worker: what it has begun goes on at the API, and is taken up by the next one. */
  signal?: AbortSignal | undefined;
  /**
   * Jobs at the API at once, those of all workers together. If the plan allows fewer, that is found out.
   * @default 100
   */
  maxRunning?: number | undefined;
  /**
   * Submissions a minute, those of all workers together.
   * @default 60, the documented limit
   */
  perMinute?: number | undefined;
}
