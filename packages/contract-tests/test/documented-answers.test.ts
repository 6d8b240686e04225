import { startMockServer, testTokens } from '@chamelaion/mock-server';
import { type Kind, kinds } from '@chamelaion/spec/operations';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { alike } from '../harness/alike.ts';
import { callThrough, disagreements } from '../harness/call-through.ts';
import { causeOf, type Scene } from '../harness/causes.ts';
import { cells } from '../harness/cells.ts';
import { observe } from '../harness/observations.ts';
import { kindOf, sampleInput, times } from '../harness/samples.ts';
import type { Subject } from '../harness/subject.ts';

// Every answer that the contract documents, for its real cause, through every public way of calling.
const apiKey = 'a-good-key';
const mock = await startMockServer({ clock: 'manual', apiKeys: [apiKey], rateLimit: 0, ...times });
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const sceneOf = (subject: Subject, kind: Kind): Scene => ({
  advance: (ms) => mock.clock.advance(ms),
  async submit({ reference_id, inaccessible = false } = {}) {
    const [operation] = kinds[kind].submit;
    const { reference_id: _, ...sample } = sampleInput(operation) as Record<string, unknown>;
    const body = inaccessible ? JSON.stringify(sample).replace('/episodes/', '/not-accessible/') : '';
    const input = { ...(inaccessible ? JSON.parse(body) : sample), reference_id };
    const call = await callThrough(subject, operation, { baseURL: mock.url, apiKey }, input);
    expect(disagreements(call)).toEqual([]);
    return (call.outcome.body as { request_id: string }).request_id;
  },
});

test.each(cells)('$name, through $by', async ({ answer, subject }) => {
  const { operation, example, status, value, answerType, method, path } = answer;
  const { token, arrange, input, alter } = causeOf(operation, example);
  const connection = { baseURL: mock.url, apiKey: token ? testTokens[token] : apiKey };
  const given = (await arrange?.(sceneOf(subject, kindOf(operation)))) ?? input ?? sampleInput(operation);
  const call = await callThrough(subject, operation, connection, given, alter);

  const { outcome, exchange } = call;
  expect(outcome.status).toBe(status);
  expect(exchange.answerHeaders['content-type']).toBe(answerType);
  // Success is told by its shape, an error word by word.
  if (status === 200) expect(alike(value, outcome.body), JSON.stringify(outcome.body)).toBe(true);
  else expect(outcome.body).toEqual(value);
  if (outcome.error) {
    const shown = `${method} ${path.replace('{id}', String(given))}: ${status} ${(value as { error: string }).error}`;
    expect(outcome.error.message).toContain(shown);
  }
  observe(call, mock);
});
