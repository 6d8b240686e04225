import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A path in a separate, empty folder, and what lies in that folder. */
export async function target(): Promise<{ path: string; folder: string; names: () => Promise<string[]> }> {
  const folder = await mkdtemp(join(tmpdir(), 'download-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, path: join(folder, 'out.mp4'), names: () => readdir(folder) };
}
