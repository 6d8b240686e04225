import { type OperationId, startMockServer } from '@chamelaion/mock-server';
import { type DocumentedError, errors, inputs, operations } from '@chamelaion/spec/operations';
import type fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { asCurl } from '../harness/cases/as-curl.ts';
import { badBodies } from '../harness/cases/bad-bodies.ts';
import { badForms } from '../harness/cases/bad-forms.ts';
import { badLists, badRetrievals } from '../harness/cases/bad-reads.ts';
import type { BadRequest } from '../harness/cases/bad-request.ts';
import { checkCases } from '../harness/cases/check-cases.ts';
import { operationsWithInput } from '../harness/cases/schema.ts';
import { type Recorded, recording } from '../harness/record.ts';

// One thing wrong in each request, and exactly the documented answer to it.
const mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
beforeEach(() => mock.reset());
afterAll(() => mock.close());

// What no schema can say: there Prism's engine has nothing against the request.
const beyondSchemas = /^two tokens$| as text$|^an id that was never given$/;

/** Requests with one thing wrong, by what an operation takes. */
function badRequests(operation: OperationId): fc.Arbitrary<BadRequest> {
  const { body } = operations[operation] as { body?: string };
  if (body) return body === 'form' ? badForms(operation) : badBodies(operation);
  return 'path' in inputs[operation] ? badRetrievals(operation) : badLists(operation);
}

/** What is documented for a flaw; the mock's README says which comes first of several. */
function documentedFor(operation: OperationId, flaw: string): string {
  const named: { readonly [name: string]: DocumentedError } = errors[operation];
  const of = (name = '') => Object.values(named).find((error) => error.flaw === name);
  // What has no words is a flaw of the whole.
  const found = named[flaw] ?? of(flaw) ?? of(flaw.split('.', 1)[0]);
  return found ? `${found.status} ${found.error}` : 'nothing that is documented';
}

test.each(operationsWithInput())('%s refuses each flaw in the documented words', async (operation) => {
  const met = new Set<string>();
  const check = async (bad: BadRequest) => {
    met.add(documentedFor(operation, bad.flaw));
    const against = await judge(bad, operation);
    if (against.length > 0) throw new Error([`${bad.cause}:`, ...against, asCurl(bad.request)].join('\n'));
  };
  // A read has a few causes, which the first 32 cases meet; a body has up to 45.
  const numRuns = 'body' in operations[operation] ? 200 : 60;
  await checkCases(`${operation}, flawed`, badRequests(operation), check, numRuns);
  // Each error that a flaw of the request explains was met, and each flaw has one.
  const flaws = Object.entries(errors[operation] as { readonly [name: string]: DocumentedError });
  const explained = flaws.filter(([name, { flaw }]) => flaw ?? /^(missing|invalid)-(auth|token$)/.test(name));
  const due = explained.filter(([name]) => name !== 'invalid-token');
  const expected = new Set(due.map(([, { status, error }]) => `${status} ${error}`));
  expect([...met].sort()).toEqual([...expected].sort());
});

async function judge({ cause, flaw, request }: BadRequest, operation: OperationId): Promise<string[]> {
  const expected = documentedFor(operation, flaw);
  const exchanges: Recorded[] = [];
  const send = recording(mock.url, (recorded) => exchanges.push(recorded));
  const { method, target, headers, body = null } = request;
  const response = await send(`${mock.url}${target}`, { method, headers, body: body && new Uint8Array(body) });
  const { error } = (await response.json()) as { error: string };
  const [exchange] = exchanges;
  const against = [...(exchange?.objections.answer ?? [])];
  const answered = `${response.status} ${error}`;
  if (answered !== expected) against.push(`answered ${answered} instead of ${expected}`);
  if (exchange?.operation !== operation) against.push(`taken for ${exchange?.operation}`);
  if (exchange?.objections.request.length === 0 && !beyondSchemas.test(cause)) {
    against.push('the contract has nothing against this request');
  }
  return against;
}
