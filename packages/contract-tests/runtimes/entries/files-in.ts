import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { download, fromPath } from '@chamelaion/client/node';
import type { FileTools } from '../cases/case.ts';

/** The client's entry for disks, to be tried in this folder. */
export function filesIn(folder: string): FileTools {
  const at = (name: string) => join(folder, name);
  return {
    fromPath,
    download,
    at,
    write: (name, bytes) => writeFile(at(name), bytes),
    read: (name) => readFile(at(name)),
    list: () => readdir(folder),
  };
}
