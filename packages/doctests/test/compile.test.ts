import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commentBlocks, isTypeScript, markdownBlocks } from '../src/code-blocks.ts';
import { blockSource, writeBlocks } from '../src/write-blocks.ts';

const project = fileURLToPath(new URL('../tsconfig.blocks.json', import.meta.url));
const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));

/** The compiler's complaints, each at the line of the documentation that it is about. */
async function compile(): Promise<string[]> {
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [compiler, '-p', project, '--pretty', 'false'], (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  return output
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => line.replace(/^.*blocks\/compiled\/([^/]+)\/[^(]+/, (_, folder) => blockSource(folder)));
}

test('every block of TypeScript compiles, in pages and in documentation comments', async () => {
  const blocks = [...(await markdownBlocks()), ...(await commentBlocks())].filter(isTypeScript);
  await writeBlocks('compiled', blocks);
  expect(await compile()).toEqual([]);
});

test('every @example is TypeScript', async () => {
  const blocks = await commentBlocks();
  expect(blocks.length).toBeGreaterThan(30);
  expect(blocks.filter((block) => !isTypeScript(block))).toEqual([]);
});
