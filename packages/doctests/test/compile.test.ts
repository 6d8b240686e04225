import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commentBlocks, isTypeScript, markdownBlocks } from '../src/code-blocks.ts';
import { blockSource, writeBlocks } from '../src/write-blocks.ts';

const project = fileURLToPath(new URL('../tsconfig.blocks.json', import.meta.url));
const [ofPages, ofComments] = [await markdownBlocks(), await commentBlocks()];
await writeBlocks('compiled', [...ofPages, ...ofComments].filter(isTypeScript));

/** A compiler's complaints, each at the line of the documentation that it is about. */
async function compile(compiler: string): Promise<string[]> {
  const tsc = fileURLToPath(new URL(`../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const args = [tsc, '-p', project, '--pretty', 'false'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, (_, stdout, stderr) => resolve(stdout + stderr));
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

test('every @example is TypeScript', () => {
  expect(ofComments.length).toBeGreaterThan(30);
  expect(ofComments.filter((block) => !isTypeScript(block))).toEqual([]);
});

test('every block says its language, JSON is JSON, and YAML is YAML', () => {
  for (const { file, line, language, code } of ofPages) {
    const where = `${file}:${line}`;
    // Without one: what a program prints.
    expect(['', 'csv', 'diff', 'json', 'python', 'sh', 'ts', 'tsx', 'yaml'], where).toContain(language);
    if (language === 'yaml') expect(() => parse(code), where).not.toThrow();
    if (language === 'json') expect(() => JSON.parse(code), where).not.toThrow();
  }
});
