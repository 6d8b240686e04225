import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesIn } from '../bytes-in.ts';
import { clients } from '../clients.ts';
import type { Section } from '../section.ts';

const mocks = [
  ['@chamelaion/mock-server', '@chamelaion/mock-server'],
  ['Prism CLI', '@stoplight/prism-cli'],
  ['@scalar/mock-server', '@scalar/mock-server'],
];

/** What an install leaves on the disk. */
export async function measureInstalled(): Promise<Section> {
  const rows: string[][] = [];
  const packaged = clients.filter(({ file }) => file !== 'raw-fetch').map(({ label }) => [label, label]);
  for (const [label = '', name = ''] of [...packaged, ...mocks]) {
    const packages = await readPackages(folderOf(name));
    let bytes = 0;
    for (const folder of packages)
      bytes += folder.split(sep).includes('node_modules') ? await bytesIn(folder) : packedBytes(folder);
    rows.push([label, `${(bytes / 1e6).toFixed(2)} MB`, String(packages.size - 1)]);
  }
  return {
    title: 'Installed',
    text: 'The files of a package and of all that it depends on, and how many packages those are.',
    header: ['', 'size', 'packages that come with it'],
    rows,
  };
}

/** The folder of a package: a peer has one in `peers`, ours stand in the workspace. */
function folderOf(name: string): string {
  const [peer = '', own = ''] = ['../../peers/node_modules/', '../../node_modules/'].map((path) =>
    fileURLToPath(new URL(path + name, import.meta.url)),
  );
  return existsSync(peer) ? peer : own;
}

/** The folders of all packages that an install of the one in `folder` brings, itself first. */
export async function readPackages(folder: string, seen: Set<string> = new Set()): Promise<ReadonlySet<string>> {
  const real = await realpath(folder);
  if (seen.has(real)) return seen;
  seen.add(real);
  const { dependencies = {} } = JSON.parse(await readFile(join(real, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(dependencies)) await readPackages(find(dependency, real), seen);
  return seen;
}

/** The folder in which Node finds a package, which may have no main entry. */
function find(name: string, from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (existsSync(path)) return path;
  }
  throw new Error(`${name} is not installed, though ${from} needs it`);
}

/** The files of its tarball: a package of the workspace has more. */
function packedBytes(folder: string): number {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const output = execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(output)[0].unpackedSize;
}
