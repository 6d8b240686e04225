import { readdir, readFile } from 'node:fs/promises';
import { workspaceFolders } from '../workspace.ts';

/** How many tests passed, failed and were skipped. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/**
 * The sum over the reports that vitest wrote into `reports/` of every workspace package.
 * Throws if a package has tests but no report: they did not run.
 */
export async function readTotals(root: URL): Promise<Totals> {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  for (const folder of await workspaceFolders(root)) {
    const { name, scripts } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));
    const reports = new URL('reports/', folder);
    const names = (await readdir(reports).catch((): string[] => [])).filter((name) => name.endsWith('.json'));
    if (scripts?.test && !names.includes('test.json')) throw new Error(`${name} has tests, but they left no report`);
    for (const file of names) {
      const { passed, failed, skipped } = await readReport(new URL(file, reports));
      totals.passed += passed;
      totals.failed += failed;
      totals.skipped += skipped;
    }
  }
  return totals;
}

/** What one report of vitest says. */
export async function readReport(file: URL): Promise<Totals> {
  const report: Report = JSON.parse(await readFile(file, 'utf8'));
  // A file that could not be loaded fails without a failed test.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
