import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ChamelaionError } from '@chamelaion/client';

/** What is known of a store in a folder without opening it. */
export interface Identity {
  readonly version: 1;
  /** What all references are made of. */
  readonly id: string;
  /** False while the store is open: if it is still false at the next start, the last rows may be lost. */
  readonly isClean: boolean;
  /** True until the store was open for the first time: nothing is in it, whatever a process that died has left. */
  readonly isEmpty?: boolean;
}

/** A new id for a store. */
export function newStoreId(): string {
  return randomBytes(12).toString('base64url');
}

const nameIn = (folder: string) => join(folder, 'store.json');

/** Reads a folder's identity; undefined if it has none. One that cannot be read is needed unless the id is known. */
export async function readIdentity(folder: string, knownId: string | undefined): Promise<Identity | undefined> {
  let text: string;
  try {
    text = await readFile(nameIn(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let identity: Partial<Identity> | undefined;
  try {
    identity = JSON.parse(text);
  } catch {}
  if (typeof identity?.id !== 'string' || typeof identity.version !== 'number') {
    if (knownId !== undefined) return undefined;
    throw new ChamelaionError(
      `${nameIn(folder)} cannot be read: pass the store's id as recover, so that nothing is paid twice`,
    );
  }
  if (identity.version > 1) {
    throw new ChamelaionError(`${folder} was made by a newer @chamelaion/batch: update this one`);
  }
  if (knownId !== undefined && knownId !== identity.id) {
    throw new ChamelaionError(`${folder} has the id ${identity.id}, not ${knownId}: use another folder`);
  }
  return identity as Identity;
}

/** Writes it so that it is there even after a power cut. */
export async function writeIdentity(folder: string, identity: Identity): Promise<void> {
  const temporary = `${nameIn(folder)}.new`;
  const file = await open(temporary, 'w');
  await file.writeFile(JSON.stringify(identity, null, 2));
  await file.sync();
  await file.close();
  await rename(temporary, nameIn(folder));
  await syncPath(folder);
}

/** Brings a file or a folder to the disk; Windows cannot open folders, and writes them by itself. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
