import { expect, test } from 'vitest';
import { createTaskOutput } from '../src/report/task-output.ts';

/** What turbo has printed for a test that passed and one that failed, side by side. */
function take(...more: [source: string, text: string][]) {
  const reports: [string, boolean][] = [];
  const output = createTaskOutput((name, isCached) => reports.push([name, isCached]));
  const lines: [string, string][] = [
    ['turbo', ' Running test in 2 packages'],
    ['@chamelaion/a#test', 'cache hit, replaying logs 1'],
    ['@chamelaion/b#test', 'cache miss, executing 2'],
    ['@chamelaion/a#test', 'JSON report written to /a/reports/test.json'],
    ['@chamelaion/b#test', 'AssertionError: expected 1 to be 2'],
    ['@chamelaion/b#test', 'JSON report written to /b/reports/test.json'],
    ...more,
  ];
  for (const [source, text] of lines) output.take(JSON.stringify({ source, level: 'stdout', timestamp: 1, text }));
  return { reports, output };
}

test('a report is told once it is written, with whether its tests have run', () => {
  expect(take().reports).toEqual([
    ['@chamelaion/a', true],
    ['@chamelaion/b', false],
  ]);
});

test('of the tasks only those that failed are shown', () => {
  const { output } = take(['turbo', 'Failed:    @chamelaion/b#test']);
  expect(output.failures()).toContain('expected 1 to be 2');
  expect(output.failures()).not.toContain('/a/reports');
});

test('everything is shown if turbo names no task, also what is no JSON', () => {
  const { output } = take();
  output.take(' x Could not find turbo.json');
  expect(output.failures()).toContain('Running test in 2 packages');
  expect(output.failures()).toContain('expected 1 to be 2');
  expect(output.failures()).toContain('Could not find turbo.json');
});
