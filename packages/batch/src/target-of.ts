import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** The file that a download to this path writes: it follows links. `folders` keeps where they lead from call to call. */
export function targetOf(path: string, folders: Map<string, string> = new Map()): string {
  const isLink = orUndefined(() => lstatSync(path, { throwIfNoEntry: false }))?.isSymbolicLink();
  if (!isLink) return join(realFolder(dirname(path), folders), basename(path));
  const file = orUndefined(() => realpathSync.native(path));
  if (file !== undefined) return file;
  // Its file does not exist yet.
  const target = resolve(dirname(path), readlinkSync(path));
  return join(realFolder(dirname(target), folders), basename(target));
}

/** A folder without links, as far as it exists. */
export function realFolder(folder: string, folders: Map<string, string>): string {
  const known = folders.get(folder);
  if (known !== undefined) return known;
  const parent = dirname(folder);
  const above = () => (parent === folder ? folder : join(realFolder(parent, folders), basename(folder)));
  const found = orUndefined(() => realpathSync.native(folder)) ?? above();
  folders.set(folder, found);
  return found;
}

/** What is not there, or cannot be looked at, is no link. */
function orUndefined<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
