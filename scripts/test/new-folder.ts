import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** An empty folder, until the test ends. */
export async function newFolder(): Promise<URL> {
  const path = await mkdtemp(join(tmpdir(), 'scripts-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return pathToFileURL(`${path}/`);
}
