import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { commentBlocks, isTypeScript, markdownBlocks } from '../src/code-blocks.ts';
import { blockSource, writeBlocks } from '../src/write-blocks.ts';

const project = fileURLToPath(new URL('../tsconfig.blocks.json', import.meta.url));

beforeAll(async () => {
  const blocks = [...(await markdownBlocks()), ...(await commentBlocks())];
  await writeBlocks('compiled', blocks.filter(isTypeScript));
});

/** A compiler's complaints, each at the line of the documentation that it is about. */
async function compile(compiler: string): Promise<string[]> {
  const tsc = fileURLToPath(new URL(`../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, '-p', project, '--pretty', 'false'], (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  return output
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => line.replace(/^.*blocks\/compiled\/([^/]+)\/[^(]+/, (_, folder) => blockSource(folder)));
}

test.concurrent.each(['typescript', 'typescript-5.9', 'typescript-5.4'])(
  'every block of pages and of documentation comments compiles on %s',
  async (compiler) => expect(await compile(compiler)).toEqual([]),
);

test('every @example is TypeScript', async () => {
  const blocks = await commentBlocks();
  expect(blocks.length).toBeGreaterThan(30);
  expect(blocks.filter((block) => !isTypeScript(block))).toEqual([]);
});
