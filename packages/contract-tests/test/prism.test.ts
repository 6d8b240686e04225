import { afterAll, expect, test } from 'vitest';
import { alike } from '../harness/alike.ts';
import { callThrough, disagreements } from '../harness/call-through.ts';
import { causeOf } from '../harness/causes.ts';
import { cells } from '../harness/cells.ts';
import { type DocumentedAnswer, documentedAnswers, nameOf } from '../harness/documented-answers.ts';
import { prismDifferences } from '../harness/prism-differences.ts';
import { sampleInput } from '../harness/samples.ts';
import { startPrism } from '../harness/start-prism.ts';
import type { Subject } from '../harness/subject.ts';

// The same causes against the stock `prism mock`. It keeps no jobs and knows no tokens: what rests on them is asked for
// by a `Prefer` header.
const answers = documentedAnswers();
const prism = await startPrism();
afterAll(() => prism.close());

async function answerOf({ operation, status, example }: DocumentedAnswer, subject: Subject): Promise<string> {
  const { token, arrange, input = sampleInput(operation), alter } = causeOf(operation, example);
  const headers = token || arrange ? { prefer: `code=${status}, example=${example}` } : undefined;
  const connection = { baseURL: prism.baseURL, apiKey: 'any', headers };
  const call = await callThrough(subject, operation, connection, input, alter);
  const { status: answered, answer } = call.exchange;
  const found = answers.find(
    (one) => one.operation === operation && one.status === answered && alike(one.value, answer),
  );
  if (found?.example === example) expect(disagreements(call)).toEqual([]);
  return `${answered} ${found?.example ?? (answer as { error: { code: string } }).error.code}`;
}

test.each(cells)('$name, through $by: as documented, or as known', async ({ name, answer, subject }) => {
  const { status, example } = answer;
  expect(await answerOf(answer, subject)).toBe(prismDifferences[name] ?? `${status} ${example}`);
});

test('every known difference is of an answer that the contract documents', () => {
  expect(answers.map(nameOf)).toEqual(expect.arrayContaining(Object.keys(prismDifferences)));
});
