import { resolve } from 'node:path';
import { ChamelaionError } from '@chamelaion/client';
import { Batch } from './batch.ts';
import type { BatchOptions } from './options.ts';

/**
 * Opens a batch. Makes its store if it does not exist.
 *
 * @throws {@link ChamelaionError} if an option is wrong; if the folder is open in another process (it names the process);
 * if the store is unreadable, or made by a newer version
 * @throws Error of the database that cannot be reached
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { openBatch } from '@chamelaion/batch';
 *
 * const batch = await openBatch({ client: new Chamelaion(), store: './dubs' });
 * const { total, downloaded } = await batch.status();
 * console.log(`${downloaded} of ${total}`);
 * await batch.close();
 * ```
 */
export async function openBatch(options: BatchOptions): Promise<Batch> {
  const { client, store, directory = '.', recover = false, settleTimeout = 30_000 } = options;
  if (typeof client?.withOptions !== 'function') throw new ChamelaionError('client must be a Chamelaion client');
  if (typeof store !== 'string' || store === '') {
    throw new ChamelaionError('store must be a folder or a postgres:// URL');
  }
  if (!(Number.isFinite(settleTimeout) && settleTimeout >= 0)) {
    throw new ChamelaionError('settleTimeout must be a number of milliseconds');
  }
  // checkItems does without the engine.
  const { openStore } = await import('./store/open-store.ts');
  return new Batch(client, await openStore(store, recover), resolve(directory), settleTimeout);
}
