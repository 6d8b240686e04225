import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Published, pack } from '@chamelaion/contract-tests/pack';
import { releaseNotes } from './release-notes.ts';

/** One package, ready to be published. */
export interface Release {
  readonly name: string;
  readonly version: string;
  /** File names, in the folder of the release. */
  readonly tarball: string;
  readonly notes: string;
}

/** Writes the tarballs of built packages, their notes, and `releases.json`, which lists both. */
export async function packRelease(packages: readonly Published[], destination: string): Promise<Release[]> {
  await mkdir(destination, { recursive: true });
  const releases: Release[] = [];
  for (const { name, version, folder } of packages) {
    const changelog = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
    const tarball = basename(await pack(folder, destination));
    const notes = tarball.replace(/\.tgz$/, '.md');
    await writeFile(join(destination, notes), releaseNotes(changelog, version));
    releases.push({ name, version, tarball, notes });
  }
  await writeFile(join(destination, 'releases.json'), JSON.stringify(releases, undefined, 2));
  return releases;
}
