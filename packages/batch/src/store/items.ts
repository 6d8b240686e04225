import { type CheckedItem, foldersOf, type ItemInput, otherInputs, refuseCollisions } from '../check-item.ts';
import type { BatchItemStatus, ItemState } from '../item.ts';
import { referenceOf } from '../reference-of.ts';
import { storableJSON, storableText } from '../storable.ts';
import type { Store } from './open-store.ts';

/** What a worker needs of an item. */
export interface Item extends BatchItemStatus {
  readonly input: ItemInput;
  readonly sends: number;
  readonly result: object | null;
}

/** A path, and an item that writes or uses it. */
interface PathOwner {
  readonly path: string;
  readonly key: string;
}

/** The fields of an item that its users see. */
const shown = 'key, kind, state, reference_id, request_id, attempt, sent_at, error, outputs, processed_seconds';

/** The items of a store, and what happens to each. */
export class Items {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Adds what is new of a few items; gives how many that are. Adds none if files collide; an item that was added with
   * other inputs is refused after the others were added.
   */
  async add(items: readonly CheckedItem[]): Promise<number> {
    const { query, id } = this.#store;
    // If a key comes several times, the first one counts, here as in the store.
    const first = [...new Map(items.toReversed().map((item) => [item.key, item])).values()].reverse();
    const uses = await this.#refuseCollisions(first);
    const rows = first.map(({ claims: _, reads: __, ...item }) => ({
      ...item,
      reference_id: referenceOf(id, item.key, 0),
    }));
    const claims = first.flatMap(({ key, claims }) => claims.map((path) => ({ path, key })));
    let added: { key: string }[];
    try {
      added = await query(
        `with added as (
          insert into chamelaion.item (key, kind, input, reference_id)
          select key, kind, input, reference_id from jsonb_to_recordset($1::jsonb)
            as given (key text, kind text, input jsonb, reference_id text)
          on conflict (key) do nothing returning key
        ), claimed as (
          insert into chamelaion.claim (path, key)
          select path, key from jsonb_to_recordset($2::jsonb) as given (path text, key text) join added using (key)
        ), used as (
          insert into chamelaion.use (path, key)
          select path, key from jsonb_to_recordset($3::jsonb) as given (path text, key text)
          on conflict do nothing
        )
        select key from added`,
        [JSON.stringify(rows), JSON.stringify(claims), JSON.stringify(uses)],
      );
    } catch (error) {
      // Another worker has just added an item that writes the same file.
      if ((error as { code?: string }).code === '23505') await this.#refuseCollisions(first);
      throw error;
    }
    await this.adoptFound();
    const stored = await query<{ key: string; state: ItemState; isSame: boolean }>(
      `select key, state, item.kind = given.kind and item.input = given.input as "isSame"
      from jsonb_to_recordset($1::jsonb) as given (key text, kind text, input jsonb) join chamelaion.item using (key)
      order by seq`,
      [JSON.stringify(items)],
    );
    // Also those that a process has added which died before this.
    await this.enqueue(
      'submit',
      stored.filter(({ state }) => state === 'queued'),
    );
    const other = stored.find(({ isSame }) => !isSame);
    if (other) throw otherInputs(other.key);
    return added.length;
  }

  /** Throws if a new one of these items would be in the way of another, or of a stored one; gives the paths that the new ones use. */
  async #refuseCollisions(items: readonly CheckedItem[]): Promise<PathOwner[]> {
    const { query } = this.#store;
    const known = await query<{ key: string }>('select key from chamelaion.item where key = any($1::text[])', [
      items.map(({ key }) => key),
    ]);
    const isKnown = new Set(known.map(({ key }) => key));
    const fresh = items.filter(({ key }) => !isKnown.has(key));
    if (fresh.length === 0) return [];
    const claims = fresh.flatMap((item) => item.claims);
    // What is downloaded is written no more, and may be an input of another item.
    const written = await query<PathOwner>(
      `select path, key from chamelaion.claim join chamelaion.item using (key)
      where path = any($1::text[] || $2::text[]) and (path = any($1::text[]) or state <> 'downloaded')`,
      [[...claims, ...fresh.flatMap(foldersOf)], fresh.flatMap(({ reads }) => reads)],
    );
    const used = await query<PathOwner>('select path, key from chamelaion.use where path = any($1::text[])', [claims]);
    const toMap = (rows: PathOwner[]) => new Map(rows.map(({ path, key }) => [path, key]));
    const owners = { writers: toMap(written), users: toMap(used) };
    for (const item of fresh) refuseCollisions(item, owners);
    return [...owners.users].map(([path, key]) => ({ path, key }));
  }

  /** Gives items their jobs that were found at the API when the store was recovered. */
  async adoptFound(): Promise<void> {
    await this.#store.query(
      `update chamelaion.item as item
      set state = 'running', request_id = found.request_id, sent_at = coalesce(sent_at, created_at), updated_at = now()
      from chamelaion.found as found
      where state in ('queued', 'submitting') and found.request_id is not null
        and item.kind = found.kind and lower(item.reference_id) = found.reference_id`,
    );
  }

  /** Sees to it that each of these items has one job in the queue. */
  async enqueue(queue: 'submit' | 'download', items: readonly { key: string }[]): Promise<void> {
    if (items.length === 0) return;
    const { boss, patiently } = this.#store;
    const jobs = items.map(({ key }) => ({ singletonKey: key, data: { key } }));
    await patiently(() => boss.insert(queue, jobs));
  }

  /** One item. */
  async get(key: string): Promise<Item | undefined> {
    const [item] = await this.#store.query<Item>('select * from chamelaion.item where key = $1', [key]);
    return item;
  }

  /**
   * Moves an item on if it still has this reference, is in one of the states `from`, and was sent `sends` times; says
   * whether it was moved.
   */
  async move(
    { reference_id, sends }: Pick<Item, 'reference_id'> & { sends?: number },
    from: readonly ItemState[],
    to: ItemState,
    changes: Partial<Item> = {},
  ): Promise<boolean> {
    const values: unknown[] = [reference_id, from, to, sends ?? null];
    const sets = Object.entries(changes).map(([column, value]) => {
      const isJSON = typeof value === 'object' && value !== null && !(value instanceof Date);
      values.push(isJSON ? storableJSON(value) : typeof value === 'string' ? storableText(value) : value);
      return `, ${column} = $${values.length}`;
    });
    const moved = await this.#store.query(
      `update chamelaion.item set state = $3, updated_at = now()${sets.join('')}
      where reference_id = $1 and state = any($2::text[]) and sends = coalesce($4, sends) returning key`,
      values,
    );
    return moved.length > 0;
  }

  /** A few items in these states, after one of them, with as much of each as its users see. */
  async page(
    states: readonly ItemState[],
    after: string,
    count: number,
  ): Promise<(BatchItemStatus & { seq: string })[]> {
    return this.#store.query(
      `select seq::text, ${shown} from chamelaion.item as item where state = any($1::text[]) and item.seq > $2 order by item.seq limit $3`,
      [states, after, count],
    );
  }

  /** For each state how many items there are, what jobs were made for them, and for how many seconds these ran. */
  async sums(): Promise<{ state: ItemState; count: number; jobs: number; processed: number }[]> {
    return this.#store.query(
      `select state, count(*)::int as count, sum(attempt + (request_id is not null)::int)::int as jobs,
        coalesce(sum(processed_seconds), 0)::float8 as processed from chamelaion.item group by state`,
    );
  }
}
