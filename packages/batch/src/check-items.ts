import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ChamelaionError } from '@chamelaion/client';
import { type CheckedItem, createCheck, type Owners, otherInputs, refuseCollisions } from './check-item.ts';
import type { BatchItem } from './item.ts';
import type { BatchOptions } from './options.ts';

/** What is wrong with an item of a catalogue. */
export interface ItemFlaw {
  /** The place of the item in the catalogue, from 0. */
  readonly index: number;
  /** Names the item, and says what to change. */
  readonly error: ChamelaionError;
}

/**
 * Finds everything in a catalogue that {@link Batch.add} would refuse in a new store, without a store and without a
 * request. Yields nothing if all is well.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { type BatchItem, checkItems } from '@chamelaion/batch';
 *
 * const catalogue: BatchItem[] = [
 *   { key: 'ep-42', kind: 'lipsync', video: './42.mp4', audio: './42.wav', output: 'out/42.mp4' },
 * ];
 * for await (const { index, error } of checkItems(catalogue, { client: new Chamelaion() })) {
 *   console.log(`Item ${index}: ${error.message}`);
 * }
 * ```
 */
export async function* checkItems(
  items: Iterable<BatchItem> | AsyncIterable<BatchItem>,
  { client, directory = '.' }: Pick<BatchOptions, 'client' | 'directory'>,
): AsyncGenerator<ItemFlaw, void, undefined> {
  const check = createCheck(client, resolve(directory));
  const known = new Map<string, CheckedItem>();
  const owners: Owners = { writers: new Map(), users: new Map() };
  let index = 0;
  for await (const item of items) {
    try {
      const checked = await check(item);
      const { key } = checked;
      const first = known.get(key);
      if (first && !isDeepStrictEqual(first, checked)) throw otherInputs(key);
      refuseCollisions(checked, owners);
      known.set(key, checked);
    } catch (error) {
      if (!(error instanceof ChamelaionError)) throw error;
      yield { index, error };
    }
    index++;
  }
}
