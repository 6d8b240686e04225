import { readdir } from 'node:fs/promises';

/** The project's top folder. */
export const projectRoot: URL = new URL('../../', import.meta.url);

/** The folder of every workspace package, as pnpm-workspace.yaml lists them. */
export async function workspaceFolders(root: URL = projectRoot): Promise<URL[]> {
  const packages = await readdir(new URL('packages/', root));
  return ['spec', 'scripts', ...packages.map((name) => `packages/${name}`)].map((path) => new URL(`${path}/`, root));
}
