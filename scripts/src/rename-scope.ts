import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';

/** The scope stands in one place, the client's name; everything else is held to it. */
const owner = 'packages/client/package.json';

/** The npm scope of the packages, such as `@chamelaion`. */
export async function readScope(root: URL): Promise<string> {
  const { name } = JSON.parse(await readFile(new URL(owner, root), 'utf8'));
  return name.split('/')[0];
}

/** Renames the scope in every tracked text file, and gives back those that changed. */
export async function renameScope(root: URL, to: string): Promise<string[]> {
  if (!/^@[a-z0-9][a-z0-9._-]*$/.test(to)) throw new Error(`"${to}" is no npm scope; it reads like @acme`);
  const from = await readScope(root);
  const files = execFileSync('git', ['grep', '-lIF', `${from}/`], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const file of files) {
    const url = new URL(file, root);
    await writeFile(url, (await readFile(url, 'utf8')).replaceAll(`${from}/`, `${to}/`));
  }
  return files;
}
