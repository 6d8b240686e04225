import { expect, test } from 'vitest';
import { cells } from '../harness/cells.ts';
import { coverageTable, isOf, markOf } from '../harness/coverage-table.ts';
import { documentedAnswers } from '../harness/documented-answers.ts';
import { readObservations } from '../harness/observations.ts';
import { subjects } from '../harness/subjects.ts';

// Runs after all other files, and only with them: see vitest.config.ts.
const answers = documentedAnswers();
const observations = readObservations();

test.each(cells)('$name was seen through $by', ({ name, by, answer, subject }) => {
  if (markOf(answer, subject, observations) !== 'missing') return;
  throw new Error(
    `No test saw "${name}" through ${by}: see "${name}, through ${by}" in test/documented-answers.test.ts, ` +
      'which takes its causes from harness/causes.ts. Only what comes over the wire fills a cell.',
  );
});

test('nothing was seen that the contract does not document', () => {
  expect(observations.filter((seen) => !answers.some((answer) => isOf(answer, seen)))).toEqual([]);
});

test('docs/contract-coverage.md is up to date; if it is not: pnpm test:contract', async () => {
  const table = coverageTable(subjects, observations);
  expect(table).not.toContain('missing |');
  process.stdout.write(`\n${table.slice(table.indexOf('|'))}\n`);
  await expect(table).toMatchFileSnapshot('../../../docs/contract-coverage.md');
});
