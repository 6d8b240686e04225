import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Published, publishedPackages } from '@chamelaion/contract-tests/pack';
import { run } from './run.ts';

/** What a push to the main branch asks for. */
export interface ReleasePlan {
  /** Changes are noted: the versions must grow before anything is published. */
  readonly version: boolean;
  /** The packages whose version the registry does not have yet. */
  readonly publish: readonly Published[];
}

/** Reads the plan from what is noted in `.changeset` and from what the registry has. */
export async function releasePlan(root: string, isOnRegistry = askRegistry): Promise<ReleasePlan> {
  const notes = await readdir(join(root, '.changeset'));
  if (notes.some((name) => name.endsWith('.md'))) return { version: true, publish: [] };
  const publish: Published[] = [];
  for (const candidate of await publishedPackages(root)) {
    // 0.0.0 is what a package has before its first changeset.
    if (candidate.version !== '0.0.0' && !(await isOnRegistry(candidate))) publish.push(candidate);
  }
  return { version: false, publish };
}

async function askRegistry({ name, version, folder }: Published): Promise<boolean> {
  try {
    // Prints nothing where the package is there, but not in this version.
    return (await run(folder, 'npm', 'view', `${name}@${version}`, 'version')).trim() === version;
  } catch (error) {
    if (String(error).includes('E404')) return false;
    throw error;
  }
}
