import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clients } from '../clients.ts';
import { countBytes, readPackages } from '../installed.ts';
import type { Section } from '../section.ts';

/** The folder of a package: a peer has one in `peers`, ours stand in the workspace. */
function folderOf(name: string): string {
  const [peer, own] = ['../../peers/node_modules/', '../../node_modules/'].map((path) =>
    fileURLToPath(new URL(path + name, import.meta.url)),
  );
  return peer && existsSync(peer) ? peer : (own ?? '');
}

/** What an install leaves on the disk. */
export async function measureInstalled(): Promise<Section> {
  const mocks = [
    { label: '@chamelaion/mock-server', package: '@chamelaion/mock-server' },
    { label: 'Prism CLI', package: '@stoplight/prism-cli' },
    { label: '@scalar/mock-server', package: '@scalar/mock-server' },
  ];
  const rows: string[][] = [];
  for (const { label, package: name } of [...clients, ...mocks]) {
    if (!name) continue;
    const packages = await readPackages(folderOf(name));
    rows.push([label, `${((await countBytes(packages)) / 1e6).toFixed(2)} MB`, String(packages.size - 1)]);
  }
  return {
    title: 'Installed',
    text: 'The files of a package and of all that it depends on, and how many packages those are.',
    header: ['', 'size', 'packages that come with it'],
    rows,
  };
}
