import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ChamelaionError } from '@chamelaion/client';
import type { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import { type Patiently, patienceUntil, type Query, queues } from './database.ts';
import { type Identity, newStoreId, readIdentity, syncPath, writeIdentity } from './identity.ts';
import { lockFolder } from './lock.ts';
import { prepareTables } from './tables.ts';

/** An open store: the queue, and the tables beside it. */
export interface Store {
  readonly id: string;
  readonly boss: PgBoss;
  readonly query: Query;
  readonly patiently: Patiently;
  /** Leaves nothing open; what is stored is on disk then. */
  close(): Promise<void>;
}

// Soon enough for a dead worker's items, rarely enough for one that is slow.
const heartbeatSeconds = 30;
const intervals = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, queueCacheIntervalSeconds: 60 };

/** Opens a folder, or a Postgres. `recover` doubts every item, and makes a folder's database anew if it is unreadable. */
export async function openStore(store: string, recover: boolean | string): Promise<Store> {
  return /^postgres(ql)?:\/\//.test(store) ? openPostgres(store, recover) : openFolder(resolve(store), recover);
}

async function openPostgres(connectionString: string, recover: boolean | string): Promise<Store> {
  const boss = new PgBoss({ connectionString, schema: 'chamelaion_jobs', max: 8, ...intervals });
  return start(boss, typeof recover === 'string' ? recover : undefined, recover !== false);
}

async function openFolder(folder: string, recover: boolean | string): Promise<Store> {
  await mkdir(folder, { recursive: true });
  // First of all: what another process has just written counts.
  const release = await lockFolder(folder);
  try {
    const knownId = typeof recover === 'string' ? recover : undefined;
    const known = await readIdentity(folder, knownId);
    const data = join(folder, 'data');
    if (known?.isEmpty) await rm(data, { recursive: true, force: true });
    const isNew = !(await readdir(data).catch(() => [])).length;
    if (known && !known.isEmpty && isNew && !recover) throw unreadable(folder, 'its database is gone');
    const id = knownId ?? known?.id ?? newStoreId();
    const identity: Identity = { version: 1, id, isClean: false };
    // A new folder has nothing to doubt, an old one everything that was not brought to the disk.
    const doubts = recover !== false || (known !== undefined && !known.isClean && !known.isEmpty);
    await writeIdentity(folder, { ...identity, isEmpty: isNew && recover === false });
    const lite = await openLite(data, folder, recover !== false);
    const boss = new PgBoss({ db: fromPglite(lite), backend: 'pglite', schema: 'chamelaion_jobs', ...intervals });
    const opened = await start(boss, id, doubts).catch(async (error) => {
      await lite.close().catch(() => {});
      throw error instanceof ChamelaionError ? error : unreadable(folder, (error as Error).message, error);
    });
    // A folder has one process: what is active belongs to one that has died.
    await opened.query(`update chamelaion_jobs.job set state = 'retry', start_after = now() where state = 'active'`);
    if (isNew) await writeIdentity(folder, identity);
    const close = async () => {
      await opened.close();
      await lite.exec('checkpoint');
      await lite.close();
      // PGlite syncs nothing by itself.
      for (const name of await readdir(data, { recursive: true })) await syncPath(join(data, name));
      await writeIdentity(folder, { ...identity, isClean: true });
      release();
    };
    return { ...opened, close };
  } catch (error) {
    release();
    throw error;
  }
}

function unreadable(folder: string, why: string, cause?: unknown): ChamelaionError {
  return new ChamelaionError(
    `The store in ${folder} cannot be read (${why}). Open it with recover: true and add the same catalogue: jobs that were paid for are found at the API`,
    { cause },
  );
}

async function openLite(data: string, folder: string, mayReplace: boolean): Promise<PGlite> {
  // Workers on Postgres do without it.
  const { PGlite } = await import('@electric-sql/pglite');
  // The default, 128 MB of the process, holds what the system's file cache holds as well.
  const options = { startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'] };
  try {
    return await PGlite.create(data, options);
  } catch (error) {
    if (!mayReplace) throw unreadable(folder, (error as Error).message, error);
    await rm(`${data}.unreadable`, { recursive: true, force: true });
    await rename(data, `${data}.unreadable`);
    return PGlite.create(data, options);
  }
}

/** Starts the queue over an open database. */
async function start(boss: PgBoss, id: string | undefined, doubts: boolean): Promise<Store> {
  // What goes wrong between two statements is tried again by pg-boss itself, and must not end the process.
  boss.on('error', () => {});
  const ending = new AbortController();
  await boss.start();
  try {
    const patiently = patienceUntil(ending.signal);
    const query = <Row>(text: string, values?: unknown[]) =>
      patiently(async () => (await boss.getDb().executeSql(text, values)).rows as Row[]);
    const storeId = await prepareTables(query, id);
    if (id !== undefined && id !== storeId) {
      throw new ChamelaionError(`The store has the id ${storeId}, not ${id}: open another store, or leave recover out`);
    }
    if (doubts) await query('update chamelaion.batch set doubt_since = now()');
    for (const name of queues) {
      // An item that is added again gets no second job in the queue.
      await boss.createQueue(name, {
        policy: 'exclusive',
        heartbeatSeconds,
        expireInSeconds: 86_399,
        retentionSeconds: 10 * 365 * 86_400,
        deleteAfterSeconds: 3_600,
        retryLimit: 1_000_000,
        // The gate spaces submissions; storage that fails is asked ever more rarely.
        retryDelay: 2,
        ...(name === 'download' ? { retryBackoff: true, retryDelayMax: 60 } : {}),
      });
    }
    const close = async () => {
      ending.abort();
      await boss.stop({ timeout: 5_000 });
    };
    return { id: storeId, boss, query, patiently, close };
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}
