import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { rsort } from 'semver';

/** The contract as it stands. */
export const contractPath = 'spec/openapi.yaml';
const folder = 'spec/released/';

/** The contract that the newest release was made from, one file a version; undefined before the first release. */
export async function lastReleased(root: URL): Promise<{ version: string; file: URL } | undefined> {
  const names = await readdir(new URL(folder, root)).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const [version] = rsort(names.map((name) => name.replace(/\.yaml$/, '')));
  return version === undefined ? undefined : { version, file: new URL(`${folder}${version}.yaml`, root) };
}

/**
 * Keeps a copy of the contract under the version that is about to be released with it, and gives back its path; undefined
 * if the last release was made from the same contract. Throws if that version has another one already.
 */
export async function keepContract(root: URL, version: string): Promise<string | undefined> {
  const contract = new URL(contractPath, root);
  const last = await lastReleased(root);
  if (last) {
    const [kept, current] = await Promise.all([readFile(last.file, 'utf8'), readFile(contract, 'utf8')]);
    if (kept === current) return undefined;
    if (last.version === version) {
      throw new Error(
        `${folder}${version}.yaml holds another contract, and no package has a newer version. Run:  pnpm changeset`,
      );
    }
  }
  const path = `${folder}${version}.yaml`;
  await mkdir(new URL(folder, root), { recursive: true });
  await copyFile(contract, new URL(path, root));
  return path;
}
