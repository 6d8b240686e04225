import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeBlock } from './code-blocks.ts';

// In this package, so that the blocks find what they import.
const blocksFolder = fileURLToPath(new URL('../reports/blocks/', import.meta.url));

/** The name that a block gives itself, for others to import. */
export function blockTitle({ meta }: CodeBlock): string | undefined {
  return /\btitle="([^"]+)"/.exec(meta)?.[1];
}

/** The path of the documentation's file from which a folder of {@link writeBlocks} was made. */
export function blockSource(folder: string): string {
  return folder.replaceAll('__', '/');
}

/**
 * Writes each block into a separate file, on the line that it has in its source, so that complaints name that line.
 * Blocks of one source lie side by side. Gives back their paths.
 */
export async function writeBlocks(purpose: string, blocks: readonly CodeBlock[]): Promise<string[]> {
  const folder = join(blocksFolder, purpose);
  await rm(folder, { recursive: true, force: true });
  return Promise.all(
    blocks.map(async (block) => {
      const { file, line, language, code } = block;
      const beside = join(folder, file.replaceAll('/', '__'));
      const path = join(beside, blockTitle(block) ?? `${line}.${language}`);
      await mkdir(beside, { recursive: true });
      await writeFile(path, '\n'.repeat(line - 1) + code);
      return path;
    }),
  );
}
