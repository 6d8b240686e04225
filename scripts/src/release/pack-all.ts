import { mkdir } from 'node:fs/promises';
import { type Published, pack, publishedPackages } from '@chamelaion/contract-tests/pack';

/** A package that is ready to be published. */
export interface Release extends Published {
  readonly tarball: string;
}

/** The packages that may be published: 0.0.0 is what a package has before its first changeset. */
export async function releasable(root: string): Promise<Published[]> {
  return (await publishedPackages(root)).filter(({ version }) => version !== '0.0.0');
}

/** Writes the tarballs of built packages. */
export async function packAll(root: string, destination: string): Promise<Release[]> {
  await mkdir(destination, { recursive: true });
  const releases: Release[] = [];
  for (const one of await releasable(root)) releases.push({ ...one, tarball: await pack(one.folder, destination) });
  return releases;
}
