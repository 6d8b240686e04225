import { readFile } from 'node:fs/promises';
import { workspaceFolders } from '../workspace.ts';

/** A package that users install. */
export interface Follower {
  name: string;
  version: string;
}

interface Manifest extends Follower {
  private?: boolean;
  folder: URL;
  [field: string]: unknown;
}

const dependencyFields = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * The packages that a change of the contract reaches: those that depend on it, those that depend on these, and so on;
 * of all of them, those that are published.
 */
export async function followers(root: URL): Promise<Follower[]> {
  const manifests = await Promise.all((await workspaceFolders(root)).map(readManifest));
  const spec = manifests.filter(({ folder }) => folder.href === new URL('spec/', root).href);
  const reached = new Set(spec.map(({ name }) => name));
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const manifest of manifests) {
      const dependencies = dependencyFields.flatMap((field) => Object.keys(manifest[field] ?? {}));
      if (dependencies.some((name) => reached.has(name))) reached.add(manifest.name);
    }
  }
  return manifests
    .filter((manifest) => reached.has(manifest.name) && !manifest.private)
    .map(({ name, version }) => ({ name, version }));
}

async function readManifest(folder: URL): Promise<Manifest> {
  return { ...JSON.parse(await readFile(new URL('package.json', folder), 'utf8')), folder };
}
