import { setTimeout as sleep } from 'node:timers/promises';
import type { Chamelaion } from '@chamelaion/client';
import type { BatchNews } from '../events.ts';
import { storableText } from '../storable.ts';
import type { Items } from '../store/items.ts';
import type { Store } from '../store/open-store.ts';
import type { Gate } from './gate.ts';

/** What each part of a worker works with. */
export interface Worker {
  readonly client: Chamelaion;
  readonly store: Store;
  readonly items: Items;
  readonly gate: Gate;
  /** The folder at which relative paths begin. */
  readonly directory: string;
  /** Milliseconds until the last look for a job that may have been made. */
  readonly settleTimeout: number;
  readonly tell: (news: BatchNews) => void;
}

/** Stops all workers of the store from submitting, until it is resumed. */
export async function pause({ store }: Pick<Worker, 'store'>, reason: string): Promise<void> {
  await store.query('update chamelaion.batch set paused = coalesce(paused, $1)', [storableText(reason)]);
}

/** Waits until it is resumed. */
export async function resumed({ store }: Pick<Worker, 'store'>, signal: AbortSignal): Promise<void> {
  for (;;) {
    const [row] = await store.query<{ paused: string | null }>('select paused from chamelaion.batch');
    if (!row?.paused) return;
    await sleep(1_000, undefined, { signal });
  }
}
