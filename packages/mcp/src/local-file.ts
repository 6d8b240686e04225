import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { ChamelaionError } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';

type LocalFile = { readonly file: File; readonly path: string };

/** Opens a file below `root`, wherever links lead, and gives its path there; refuses what is outside of it. */
export async function openLocalFile(root: string | undefined, path: string, field: string): Promise<LocalFile> {
  if (root === undefined) {
    throw new ChamelaionError(`${field} is a local path: give an http(s) URL, or start this server with --root DIR`);
  }
  const real = await realpath(resolve(root, path)).catch(() => root);
  const way = relative(root, real);
  if (way === '' || way.startsWith('..') || isAbsolute(way)) {
    throw new ChamelaionError(`${field} is no file below --root: give the path of a file in that folder`);
  }
  const file = await fromPath(real).catch((error: Error) => {
    // An error names the field, not the whole path. A field may hold what `replaceAll` takes for a pattern.
    throw new ChamelaionError(error.message.replaceAll(real, () => field));
  });
  return { file, path: way };
}
