import type { RequestListResponse } from '@chamelaion/client';
import { type MockServer, startMockServer, testTokens } from '@chamelaion/mock-server';
import { type Kind, kinds } from '@chamelaion/spec/operations';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { callThrough, disagreements } from '../harness/call-through.ts';
import { causeOf } from '../harness/causes.ts';
import { cells } from '../harness/cells.ts';
import { sampleInput } from '../harness/samples.ts';
import type { Connection, Subject } from '../harness/subject.ts';
import { subjects } from '../harness/subjects.ts';

// The vendor's staging server against the contract: read-only, unless paid jobs are allowed as well. Runs in
// `pnpm test:contract` if CHAMELAION_STAGING_KEY is set; on the mock it is rehearsed every time.
declare module 'vitest' {
  interface ProvidedContext {
    staging?: { readonly apiKey: string; readonly paidJobs: boolean } | undefined;
  }
}

type Server = Pick<Connection, 'baseURL' | 'apiKey'>;

// What cannot be provoked on another's server.
const outOfReach = ['unauthorized', 'token-limit-reached', 'rate-limit-exceeded', 'internal-error'];
const kindNames = Object.keys(kinds) as Kind[];
const each = kindNames.flatMap((kind) => subjects.map((subject) => ({ kind, subject, name: subject.name })));
const free = cells.filter(
  ({ answer: { method, example, operation, status, ours } }) =>
    method === 'GET' &&
    !ours &&
    !outOfReach.includes(example) &&
    !(status === 200 && kindNames.some((kind) => kinds[kind].retrieve === operation)),
);

function keepsTheContract(server: () => Server, paidJobs: boolean): void {
  test.each(free)('$name, through $by', async ({ answer, subject }) => {
    const { operation, example, status, value } = answer;
    const { token, input = sampleInput(operation), alter } = causeOf(operation, example);
    const connection = { ...server(), ...(token && { apiKey: testTokens[token] }) };
    const call = await callThrough(subject, operation, connection, input, alter);
    expect(disagreements(call)).toEqual([]);
    // Only the shape of a success is known.
    expect(call.outcome).toMatchObject(status === 200 ? { status } : { status, body: value });
  });

  test.each(each)('what is listed can be retrieved: $kind, through $name', async ({ kind, subject }) => {
    const list = await callThrough(subject, kinds[kind].find, server(), { limit: 1 });
    for (const { id } of (list.outcome.body as RequestListResponse).data) await retrieve(kind, subject, id);
  });

  test.skipIf(!paidJobs).each(each)('a job that is paid for: $kind, through $name', async ({ kind, subject }) => {
    const [submission] = kinds[kind].submit;
    const call = await callThrough(subject, submission, server(), sampleInput(submission));
    expect(disagreements(call)).toEqual([]);
    await retrieve(kind, subject, (call.outcome.body as { request_id: string }).request_id);
  });

  async function retrieve(kind: Kind, subject: Subject, id: string): Promise<void> {
    const call = await callThrough(subject, kinds[kind].retrieve, server(), id);
    expect(disagreements(call)).toEqual([]);
    expect(call.outcome).toMatchObject({ status: 200, body: { id } });
  }
}

const staging = inject('staging');
if (staging) {
  const server = { baseURL: 'https://api.dev.chamelaion.com/api', apiKey: staging.apiKey };
  describe('staging', () => keepsTheContract(() => server, staging.paidJobs));
} else {
  test.skip('staging: CHAMELAION_STAGING_KEY is not set, or this is not `pnpm test:contract`');
}

describe.each([
  { paidJobs: false, methods: ['GET'] },
  { paidJobs: true, methods: ['GET', 'POST'] },
])('rehearsed on the mock, with paid jobs: $paidJobs', ({ paidJobs, methods }) => {
  const apiKey = 'a-good-key';
  let mock: MockServer;
  beforeAll(async () => {
    mock = await startMockServer({ apiKeys: [apiKey] });
  });
  afterAll(() => mock.close());

  keepsTheContract(() => ({ baseURL: mock.url, apiKey }), paidJobs);

  test('nothing else was sent', () => {
    expect([...new Set(mock.requests.map(({ method }) => method))].sort()).toEqual(methods);
  });
});
