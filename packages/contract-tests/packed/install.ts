import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Installs tarballs as a user does: with npm, in a folder that holds nothing else. */
export async function install(tarballs: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', ...tarballs], { cwd: folder });
}
