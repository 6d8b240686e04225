import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const root: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Every Markdown file that is written by hand, from the project's top folder. */
export async function markdownFiles(): Promise<string[]> {
  const names = await filesIn('.', false);
  const packages = await readdir(join(root, 'packages'));
  const readmes = packages.map((name) => filesIn(join('packages', name), false));
  const pages = await filesIn('docs', true);
  return [...names, ...(await Promise.all(readmes)).flat(), ...pages].filter(
    (path) => path.endsWith('.md') && !path.startsWith('docs/api/'),
  );
}

/** Every source file of the packages that are published. */
export async function sourceFiles(): Promise<string[]> {
  const packages = await readdir(join(root, 'packages'));
  const sources = await Promise.all(packages.map((name) => filesIn(join('packages', name, 'src'), true)));
  return sources.flat().filter((path) => path.endsWith('.ts') && !path.includes('/generated/'));
}

async function filesIn(folder: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
