import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { markdownBlocks } from '../src/code-blocks.ts';
import { runBlock } from '../src/run-block.ts';
import { blockTitle, writeBlocks } from '../src/write-blocks.ts';

const blocks = (await markdownBlocks()).filter(
  ({ language, meta, code }) =>
    language === 'ts' && !meta.includes('no-run') && !code.includes("from '@playwright/test'"),
);
const isTest = ({ code }: { code: string }) => code.includes("from 'vitest'");
// What has a title is a file that something else uses.
const programs = blocks.filter((block) => !isTest(block) && blockTitle(block) === undefined);
const paths = await writeBlocks('programs', programs);

for (const [index, { file, line, code }] of programs.entries()) {
  test.concurrent(`the program at ${file}:${line} runs`, async () => {
    const { exitCode, output, requests } = await runBlock(paths[index] ?? '');
    expect(exitCode, output).toBe(0);
    const calls = code.includes('await') && code.includes('@chamelaion/client');
    if (calls && !code.includes('startMockServer')) expect(requests).toBeGreaterThan(0);
  });
}

test('the tests pass', async () => {
  const tests = await writeBlocks('tests', blocks.filter(isTest));
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const args = [vitest, 'run', '--config', 'vitest.blocks.config.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'] },
  });
  const { numTotalTestSuites, numPassedTests, numTotalTests, testResults } = JSON.parse(stdout);
  expect(numTotalTestSuites).toBeGreaterThan(0);
  expect(testResults).toHaveLength(tests.length);
  expect(numPassedTests).toBe(numTotalTests);
});
