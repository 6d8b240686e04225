import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/** The packages that an install of the one in `folder` brings, by their folders; itself first. */
export async function readPackages(folder: string): Promise<ReadonlyMap<string, string>> {
  return closure(await realpath(folder), new Map());
}

/** The bytes of all their files, as npm would put them on a user's disk. */
export async function countBytes(packages: ReadonlyMap<string, string>): Promise<number> {
  let bytes = 0;
  for (const folder of packages.keys())
    bytes += folder.split(sep).includes('node_modules') ? await bytesIn(folder) : packedBytes(folder);
  return bytes;
}

async function closure(folder: string, seen: Map<string, string>): Promise<Map<string, string>> {
  if (seen.has(folder)) return seen;
  const { name, dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  seen.set(folder, name);
  for (const dependency of Object.keys(dependencies)) await closure(await find(dependency, folder), seen);
  return seen;
}

/** Where Node would find a package, without asking for an entry that it need not have. */
async function find(name: string, from: string): Promise<string> {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (existsSync(path)) return realpath(path);
  }
  throw new Error(`${name} is not installed, though ${from} needs it`);
}

/** The files of its tarball: a package of the workspace has more. */
function packedBytes(folder: string): number {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const output = execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output)[0].unpackedSize;
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) bytes += (await stat(path)).size;
    else if (entry.isDirectory() && entry.name !== 'node_modules') bytes += await bytesIn(path);
  }
  return bytes;
}
