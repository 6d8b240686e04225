import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A package that users get from the registry. */
export interface Published {
  readonly name: string;
  readonly version: string;
  /** Its folder in `packages`. */
  readonly folder: string;
}

/** The top folder of this checkout. */
const checkout = fileURLToPath(new URL('../../../', import.meta.url));

/** Every package that is not private. */
export async function publishedPackages(root: string = checkout): Promise<Published[]> {
  const packages = join(root, 'packages');
  const all = await Promise.all(
    (await readdir(packages)).sort().map(async (name) => {
      const folder = join(packages, name);
      return { ...JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')), folder };
    }),
  );
  return all.filter((manifest) => !manifest.private);
}

/** Packs a built package into `destination`, and gives back the tarball's path. */
export async function pack(folder: string, destination: string): Promise<string> {
  const { stdout } = await promisify(execFile)('pnpm', ['pack', '--json', '--pack-destination', destination], {
    cwd: folder,
  });
  return JSON.parse(stdout).filename;
}
