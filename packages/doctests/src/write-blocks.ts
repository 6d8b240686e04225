import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeBlock } from './code-blocks.ts';

// In this package, so that the blocks find what they import.
const blocksFolder = fileURLToPath(new URL('../reports/blocks/', import.meta.url));

/** Where a file that {@link writeBlocks} wrote came from. */
export function blockSource(name: string): string {
  return name.replace(/__\d+\.\w+$/, '').replaceAll('__', '/');
}

/**
 * Writes each block into a file of its own, on the line that it has in its source, so that complaints name that line.
 * Gives back the paths of the files.
 */
export async function writeBlocks(folder: string, blocks: readonly CodeBlock[]): Promise<string[]> {
  const path = join(blocksFolder, folder);
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return Promise.all(
    blocks.map(async ({ file, line, language, code }) => {
      const name = join(path, `${file.replaceAll('/', '__')}__${line}.${language}`);
      await writeFile(name, '\n'.repeat(line - 1) + code);
      return name;
    }),
  );
}
