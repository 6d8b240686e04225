import { existsSync } from 'node:fs';
import { cp, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '../runtimes/driver/scratch.ts';

/** This work tree. */
export const projectRoot: string = fileURLToPath(new URL('../../../', import.meta.url));

const left = ['.git', '.turbo', '.vite', 'reports'];

/** What an install with a separate lockfile has brought: up to a gigabyte each, once other commands have run. */
const isInstalled = (path: string) =>
  basename(path) === 'node_modules' && existsSync(join(dirname(path), 'pnpm-lock.yaml'));

/** Does something with a copy of the work tree, as it stands and as it is built. */
export async function withCopy<T>(use: (copy: string) => Promise<T>): Promise<T> {
  const copy = newFolder();
  try {
    await cp(projectRoot, copy, {
      recursive: true,
      // A package's links to its neighbours lead to their copies; what was installed is shared.
      verbatimSymlinks: true,
      filter: (path) => !left.includes(basename(path)) && !isInstalled(path),
    });
    await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'), 'junction');
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true, force: true, maxRetries: 5 });
  }
}
