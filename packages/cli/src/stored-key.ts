import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { plain } from './plain.ts';

/** The file that `login` writes. */
export function keyFile(): string {
  return join(envPaths('chamelaion', { suffix: '' }).config, 'key');
}

/** The key that `login` has stored, if there is one. */
export async function readStoredKey(warn: (warning: string) => void): Promise<string | undefined> {
  const file = keyFile();
  try {
    const { mode } = await stat(file);
    // Windows has other rights.
    if (process.platform !== 'win32' && mode & 0o077) {
      warn(`Others can read your key: run chmod 600 ${plain(file)}`);
    }
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Stores the key, for this user alone. */
export async function storeKey(key: string): Promise<void> {
  const file = keyFile();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await chmod(dirname(file), 0o700);
  // A new file, because an old one keeps its rights.
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${key}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, file);
}

/** Removes the key; false if there was none. */
export async function removeKey(): Promise<boolean> {
  return rm(keyFile()).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
