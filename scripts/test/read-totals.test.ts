import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTotals } from '../src/report/read-totals.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'totals-'));
  for (const name of ['spec', 'scripts', 'packages/client']) await addPackage(name, {});
});
afterEach(() => rm(root, { recursive: true }));

async function addPackage(name: string, scripts: object): Promise<void> {
  await mkdir(join(root, name, 'reports'), { recursive: true });
  await writeFile(join(root, name, 'package.json'), JSON.stringify({ name, scripts }));
}

function report(
  name: string,
  file: string,
  counts: Record<string, number>,
  testResults: unknown[] = [],
): Promise<void> {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  return writeFile(join(root, name, 'reports', file), JSON.stringify({ ...none, ...counts, testResults }));
}

const read = () => readTotals(pathToFileURL(`${root}/`));

test('sums every report of every package', async () => {
  await report('spec', 'test.json', { numPassedTests: 3, numPendingTests: 1 });
  await report('packages/client', 'test.json', { numPassedTests: 10, numFailedTests: 2, numTodoTests: 1 });
  await report('packages/client', 'package.json', { numPassedTests: 5 });
  expect(await read()).toEqual({ passed: 18, failed: 2, skipped: 2 });
});

test('a test file that could not be loaded counts as failed', async () => {
  await report('spec', 'test.json', {}, [{ status: 'failed', assertionResults: [] }]);
  expect(await read()).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a package whose tests left no report is an error', async () => {
  await addPackage('packages/mock-server', { test: 'vitest run' });
  await expect(read()).rejects.toThrow('packages/mock-server has tests, but they left no report');
});
