import { setTimeout as sleep } from 'node:timers/promises';
import type { Query } from '../store/database.ts';
import type { Item } from '../store/items.ts';
import { admit, freshPace, type Limits, type Pace, passed, refused } from './pace.ts';

/** That an item may be submitted: when, and beside how many others. */
export interface Turn {
  readonly admittedAt: number;
  readonly running: number;
  /** The item, with this turn among its `sends`. */
  readonly item: Item;
  /** When it was sent before; null if it never was. */
  readonly sentBefore: Date | null;
}

interface Row {
  revision: string;
  pace: Partial<Pace>;
  isShut: boolean;
  isWaiting: boolean;
  now: number;
  running: number;
}

const waiting = `state in ('queued', 'submitting')`;
const read = `select revision::text, pace, paused is not null or doubt_since is not null as "isShut",
  (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
  (select count(*)::int from chamelaion.item where state in ('submitting', 'running')) as running,
  exists (select from chamelaion.item where key = $1 and ${waiting}) as "isWaiting"
  from chamelaion.batch`;
// The item is marked as sent together with the turn that it takes, before its first byte leaves. If a recovery has found
// its job, it was sent as well.
const takeTurn = `with turn as (
    update chamelaion.batch set pace = $1, revision = revision + 1
    where revision = $2 and paused is null and doubt_since is null returning 1
  ), before as (
    select item.key, coalesce(item.sent_at, found.created_at) as sent_at from chamelaion.item as item
    left join chamelaion.found as found on found.kind = item.kind and found.reference_id = lower(item.reference_id)
    where item.key = $3
  )
  update chamelaion.item as item
  set state = 'submitting', sent_at = now(), sends = sends + 1, updated_at = now()
  from turn, before where item.key = before.key and ${waiting}
  returning item.*, before.sent_at as "sentBefore"`;

// How soon a worker notices that a pause is over, or that another worker was faster.
const nextLook = 1_000;

/** One gate for the submissions of all workers: a row of the store. */
export class Gate {
  readonly #query: Query;
  readonly #limits: Limits;
  #line: Promise<unknown> = Promise.resolve();

  constructor(query: Query, limits: Limits) {
    this.#query = query;
    this.#limits = limits;
  }

  /** Waits until this item may be submitted, and marks it as sent; undefined if it is not to be sent any more. */
  enter(key: string, signal: AbortSignal): Promise<Turn | undefined> {
    // In a process one asks at a time, in order.
    const turn = this.#line.then(() => this.#ask(key, signal));
    this.#line = turn.catch(() => {});
    return turn;
  }

  async #ask(key: string, signal: AbortSignal): Promise<Turn | undefined> {
    for (;;) {
      signal.throwIfAborted();
      const { revision, pace, isShut, isWaiting, now, running } = await this.#read(key);
      if (!isWaiting) return undefined;
      const answer = admit({ ...freshPace, ...pace }, now, running, this.#limits);
      if (isShut || 'wait' in answer) {
        await sleep(Math.min('wait' in answer ? answer.wait : nextLook, nextLook), undefined, { signal });
        continue;
      }
      const values = [JSON.stringify(answer.pace), revision, key];
      const [item] = await this.#query<Item & { sentBefore: Date | null }>(takeTurn, values);
      if (item) return { admittedAt: now, running, item, sentBefore: item.sentBefore };
    }
  }

  /** The submission got through. */
  async passed({ running, admittedAt }: Turn): Promise<void> {
    await this.#learn((pace, now) => passed(pace, now, running, admittedAt));
  }

  /** The API refused it for its rate; `retryAfter` is in milliseconds. */
  async refused({ running, admittedAt }: Turn, retryAfter: number | undefined): Promise<void> {
    await this.#learn((pace, now) => refused(pace, now, { admittedAt, running, retryAfter }));
  }

  async #learn(change: (pace: Pace, now: number) => Pace): Promise<void> {
    for (let changed: unknown[] = []; changed.length === 0; ) {
      const { revision, pace, now } = await this.#read(null);
      changed = await this.#query(
        'update chamelaion.batch set pace = $1, revision = revision + 1 where revision = $2 returning 1',
        [JSON.stringify(change({ ...freshPace, ...pace }, now)), revision],
      );
    }
  }

  async #read(key: string | null): Promise<Row> {
    const [row] = await this.#query<Row>(read, [key]);
    return row as Row;
  }
}
