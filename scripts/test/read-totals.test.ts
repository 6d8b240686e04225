import { mkdir, writeFile } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { readTotals } from '../src/report/read-totals.ts';
import { newFolder } from './new-folder.ts';

let root: URL;
beforeEach(async () => {
  root = await newFolder();
  for (const name of ['spec', 'scripts', 'packages/client']) await addPackage(name, {});
});

async function addPackage(name: string, scripts: object): Promise<void> {
  await mkdir(new URL(`${name}/reports/`, root), { recursive: true });
  await writeFile(new URL(`${name}/package.json`, root), JSON.stringify({ name, scripts }));
}

function report(file: string, counts: object, testResults: object[] = []): Promise<void> {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  return writeFile(new URL(file, root), JSON.stringify({ ...none, ...counts, testResults }));
}

test('sums every report of every package', async () => {
  await report('spec/reports/test.json', { numPassedTests: 3, numPendingTests: 1 });
  await report('packages/client/reports/test.json', { numPassedTests: 10, numFailedTests: 2, numTodoTests: 1 });
  await report('packages/client/reports/package.json', { numPassedTests: 5 });
  expect(await readTotals(root)).toEqual({ passed: 18, failed: 2, skipped: 2 });
});

test('a test file that could not be loaded counts as failed', async () => {
  await report('spec/reports/test.json', {}, [{ status: 'failed', assertionResults: [] }]);
  expect(await readTotals(root)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a package whose tests left no report is an error', async () => {
  await addPackage('packages/mock-server', { test: 'vitest run' });
  await expect(readTotals(root)).rejects.toThrow('packages/mock-server has tests, but they left no report');
});
