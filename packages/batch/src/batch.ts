import { type Chamelaion, ChamelaionError } from '@chamelaion/client';
import { type CheckedItem, checkKeys, createCheck } from './check-item.ts';
import type { BatchEvent, BatchStatus } from './events.ts';
import { type BatchItem, type BatchItemStatus, type ItemState, itemStates } from './item.ts';
import type { BatchRunOptions } from './options.ts';
import { referenceOf } from './reference-of.ts';
import { toCSV, toJSON } from './report.ts';
import { storableText } from './storable.ts';
import { Items } from './store/items.ts';
import type { Store } from './store/open-store.ts';
import { Gate } from './worker/gate.ts';
import type { Limits, Pace } from './worker/pace.ts';
import { runWorker } from './worker/run-worker.ts';
import type { Worker } from './worker/worker.ts';

interface StatusRow {
  paused: string | null;
  recovering: boolean;
  pace: Partial<Pace>;
  seconds: number | null;
}

const defaults: Limits = { perMinute: 60, maxRunning: 100 };
// Items of one statement.
const pageSize = 500;

/** A catalogue of jobs in a store, as {@link openBatch} opens it. */
export class Batch {
  /** The store's id, of which all references are made. */
  readonly id: string;
  readonly #base: Omit<Worker, 'gate' | 'tell'>;
  readonly #check: (item: BatchItem) => Promise<CheckedItem>;
  #isRunning = false;

  /** @internal */
  constructor(client: Chamelaion, store: Store, directory: string, settleTimeout: number) {
    this.id = store.id;
    this.#base = { client, store, items: new Items(store), directory, settleTimeout };
    this.#check = createCheck(client, directory);
  }

  /**
   * Adds what is new of a catalogue, in the order of its submission; the same item again changes nothing. A catalogue may
   * be an async iterable, and is never held in memory. Items before one that is refused stay added.
   *
   * @returns how many items are new
   * @throws {@link ChamelaionError} that names the item, if a field is wrong, if its key was added before with other inputs,
   * or if its files would replace files or inputs of another item
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   * import { openBatch } from '@chamelaion/batch';
   *
   * const batch = await openBatch({ client: new Chamelaion(), store: './dubs' });
   * await batch.add([
   *   { key: 'ep-42', kind: 'lipsync', video: './42.mp4', audio: 'https://cdn.example.com/42.wav', output: 'out/42.mp4' },
   *   { key: 'ep-43', kind: 'videoTranslate', video: './43.mp4', target_languages: ['de', 'fr'], output: 'out/' },
   * ]);
   * await batch.close();
   * ```
   */
  async add(items: Iterable<BatchItem> | AsyncIterable<BatchItem>): Promise<number> {
    let added = 0;
    const chunk: CheckedItem[] = [];
    const store = async () => {
      added += await this.#base.items.add(chunk.splice(0));
    };
    try {
      for await (const item of items) {
        chunk.push(await this.#check(item));
        if (chunk.length >= pageSize) await store();
      }
    } finally {
      await store();
    }
    return added;
  }

  /**
   * Works on the batch until every item has ended, and yields what this worker does. Any number of workers may run, one in
   * each process. A pause does not end it: it goes on after {@link Batch.resume}. If the loop is left or `signal` is
   * aborted, the worker stops within seconds, without an error, and the next one goes on.
   *
   * @throws {@link ChamelaionError} if an option is wrong, or if this batch runs already
   * @throws Error of the database, unless it is one that passes
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   * import { openBatch } from '@chamelaion/batch';
   *
   * const batch = await openBatch({ client: new Chamelaion(), store: './dubs' });
   * for await (const { type, progress } of batch.run({ maxRunning: 20 })) console.log(type, progress.downloaded);
   * await batch.close();
   * ```
   */
  async *run(options: BatchRunOptions = {}): AsyncGenerator<BatchEvent, void, undefined> {
    const { signal = new AbortController().signal } = options;
    const { perMinute = defaults.perMinute, maxRunning = defaults.maxRunning } = options;
    const limits: Limits = { perMinute, maxRunning };
    for (const [name, value] of Object.entries(limits)) {
      if (!(Number.isFinite(value) && value >= 1)) throw new ChamelaionError(`${name} must be a number of at least 1`);
    }
    if (this.#isRunning)
      throw new ChamelaionError(
        'run() is active already: for a second worker, open a store on Postgres in another process',
      );
    this.#isRunning = true;
    const worker = { ...this.#base, gate: new Gate(this.#base.store.query, limits) };
    try {
      yield* runWorker(worker, signal, () => this.status());
    } finally {
      this.#isRunning = false;
    }
  }

  /** How the batch stands: counts, what was spent, and when it should end. */
  async status(): Promise<BatchStatus> {
    const { query } = this.#base.store;
    const sums = await this.#base.items.sums();
    const [row] = await query<StatusRow>(
      `select paused, doubt_since is not null as recovering, pace, (
          select avg(extract(epoch from updated_at - sent_at))::float8 from (
            select updated_at, sent_at from chamelaion.item where state = 'downloaded' order by updated_at desc limit 50
          ) as latest
        ) as seconds
      from chamelaion.batch`,
    );
    const states: { [state in ItemState]?: number } = Object.fromEntries(
      sums.map(({ state, count }) => [state, count]),
    );
    const count = (...of: ItemState[]) => of.reduce((sum, state) => sum + (states[state] ?? 0), 0);
    const queued = count('queued', 'submitting');
    const running = count('running');
    const { paused, recovering, pace, seconds } = row as StatusRow;
    const { perMinute, maxRunning } = pace.limits ?? defaults;
    const most = Math.min(maxRunning, pace.cap ?? Number.POSITIVE_INFINITY);
    const gap = seconds === null ? Number.NaN : Math.max(60_000 / perMinute, pace.gap ?? 0, (seconds * 1_000) / most);
    const left = queued * gap + (queued + running > 0 ? (seconds ?? 0) * 1_000 : 0);
    return {
      id: this.id,
      paused: paused ?? undefined,
      recovering,
      states,
      total: count(...itemStates),
      queued,
      running,
      completed: count('completed'),
      downloaded: count('downloaded'),
      failed: count('failed', 'unknown', 'cancelled'),
      ends_at: left > 0 ? new Date(Date.now() + left) : undefined,
      jobs: sums.reduce((sum, { jobs }) => sum + jobs, 0),
      processed_minutes: Math.round(sums.reduce((sum, { processed }) => sum + processed, 0) / 6) / 10,
    };
  }

  /** The items in the order in which they were added, all or those of one state; read page by page. */
  async *items({ state }: { state?: ItemState | undefined } = {}): AsyncGenerator<BatchItemStatus, void, undefined> {
    if (state !== undefined && !itemStates.includes(state)) {
      throw new ChamelaionError(`state must be one of '${itemStates.join("', '")}'`);
    }
    const states = state === undefined ? itemStates : [state];
    for (let after = '0'; ; ) {
      const page = await this.#base.items.page(states, after, pageSize);
      for (const { seq, ...item } of page) {
        yield item;
        after = seq;
      }
      if (page.length < pageSize) return;
    }
  }

  /**
   * All items as CSV or JSON, in pieces.
   *
   * @example
   * ```ts
   * import { writeFile } from 'node:fs/promises';
   * import Chamelaion from '@chamelaion/client';
   * import { openBatch } from '@chamelaion/batch';
   *
   * const batch = await openBatch({ client: new Chamelaion(), store: './dubs' });
   * await writeFile('dubs.csv', batch.report('csv'));
   * await batch.close();
   * ```
   */
  report(format: 'csv' | 'json'): AsyncGenerator<string, void, undefined> {
    if (format !== 'csv' && format !== 'json') throw new ChamelaionError("format must be 'csv' or 'json'");
    return format === 'csv' ? toCSV(this.items()) : toJSON(this.items());
  }

  /**
   * Tries items again that have failed, are of unknown outcome, or were cancelled. **A job that failed is made and paid for
   * anew**; what was made but not downloaded is only downloaded; what may have been sent is looked for first.
   *
   * @returns the keys that are tried again; the others had not ended so
   */
  async retry(keys: Iterable<string>): Promise<string[]> {
    const retried: string[] = [];
    for (const key of checkKeys(keys)) {
      const item = await this.#base.items.get(key);
      if (!item || !['failed', 'unknown', 'cancelled'].includes(item.state)) continue;
      const { status } = (item.result ?? {}) as { status?: string };
      const isMade = status === 'completed';
      // Only a job that was seen to have failed makes room for another. Any other is looked for.
      const attempt = item.attempt + 1;
      const anew = { attempt, reference_id: referenceOf(this.id, key, attempt), sends: 0, sent_at: null, result: null };
      const moved = await this.#base.items.move(item, [item.state], isMade ? 'completed' : 'queued', {
        error: null,
        ...(isMade ? {} : { request_id: null }),
        ...(status === 'failed' ? { ...anew, processed_seconds: null } : {}),
      });
      if (!moved) continue;
      await this.#base.items.enqueue(isMade ? 'download' : 'submit', [{ key }]);
      retried.push(key);
    }
    return retried;
  }

  /**
   * Takes items out that were never sent; {@link Batch.retry} brings them back.
   *
   * @returns the keys that are cancelled; the others may have a job, which the API cannot cancel
   */
  async cancel(keys: Iterable<string>): Promise<string[]> {
    const rows = await this.#base.store.query<{ key: string }>(
      `update chamelaion.item set state = 'cancelled', updated_at = now()
      where key = any($1::text[]) and state = 'queued' and sent_at is null returning key`,
      [[...checkKeys(keys)]],
    );
    return rows.map(({ key }) => key);
  }

  /** Submits nothing more, in any worker, until {@link Batch.resume}; what runs goes on, and is downloaded. */
  async pause(reason: string = 'by hand'): Promise<void> {
    await this.#base.store.query('update chamelaion.batch set paused = $1', [storableText(reason)]);
  }

  /** Ends a pause, whatever its reason. */
  async resume(): Promise<void> {
    await this.#base.store.query('update chamelaion.batch set paused = null');
  }

  /** Closes the store: a folder is on disk then, and may be opened by another process. Leave `run` before. */
  async close(): Promise<void> {
    await this.#base.store.close();
  }
}
