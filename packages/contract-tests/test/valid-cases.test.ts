import { isDeepStrictEqual } from 'node:util';
import { type MockServer, type OperationId, startMockServer } from '@chamelaion/mock-server';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, test } from 'vitest';
import { type Call, callThrough, disagreements } from '../harness/call-through.ts';
import { asCurl } from '../harness/generated/as-curl.ts';
import { checkCases } from '../harness/generated/check-cases.ts';
import { inputSchema, operationsWithInput } from '../harness/generated/schema.ts';
import { valid } from '../harness/generated/valid.ts';
import { audio, sampleInputs, video } from '../harness/samples.ts';
import type { Inputs, Subject } from '../harness/subject.ts';
import { subjects } from '../harness/subjects.ts';

// Whatever the contract allows is let out by the client, understood by the mock, and answered as the contract says.
const apiKey = 'any';
let mock: MockServer;
beforeAll(async () => {
  mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

test.each(operationsWithInput())('%s takes what the contract allows, whoever sends it', async (operation) => {
  const senders = subjects.filter(({ calls }) => calls[operation]);
  const inputs = (valid(inputSchema(operation)) as fc.Arbitrary<Generated>).filter(isSendable);
  const cases = fc.record({ input: inputs, by: fc.constantFrom(...senders) });
  await checkCases(operation, cases, ({ input, by }) => judge(operation, by, input));
});

// Parsers that know escapes would take the backslash of `filename="\"` for one.
test.each(subjects)('a file whose name ends in a backslash arrives, through $name', async (subject) => {
  const input = { ...sampleInputs['lipsync.generateWithMedia'], audio: new File(['audio'], 'voice\\') };
  await judge('lipsync.generateWithMedia', subject, input as Generated);
});

interface Generated {
  readonly id?: string;
  readonly reference_id?: string;
}

/** What the client refuses on purpose: a URL cannot hold these ids, and an empty reference finds nothing. */
function isSendable({ id, reference_id }: Generated): boolean {
  return id !== '.' && id !== '..' && reference_id !== '';
}

async function judge(operation: OperationId, subject: Subject, generated: Generated): Promise<void> {
  const { id } = generated;
  const send = (to: OperationId, input: unknown) =>
    callThrough(subject, to, { baseURL: mock.url, apiKey }, input as Inputs[OperationId]);
  if (id !== undefined) await send('lipsync.generate', { inputs: [video, audio], reference_id: id });
  const call = await send(operation, id ?? generated);
  const against = [...disagreements(call), ...misunderstandings(call, generated)];
  if (call.outcome.status !== 200) against.push(`answered ${JSON.stringify(call.outcome.body)}`);
  if (against.length > 0) throw new Error([...against, curlOf(call)].join('\n'));
}

/** Where the mock did not take the input as it was meant. */
function misunderstandings({ subject, operation, outcome }: Call, generated: Generated): string[] {
  const { body, query } = mock.requests.at(-1) ?? {};
  const comparisons: Readonly<Record<string, () => [taken: unknown, meant: unknown]>> = {
    'lipsync.generate': () => [body, generated],
    'lipsync.generateWithMedia': () => [asSizes(body as object), asFields(generated)],
    'lipsync.requests.retrieve': () => [(outcome.body as Generated).reference_id, generated.id],
    'lipsync.requests.list': () => [query, asFields(generated)],
  };
  const [taken, meant] = comparisons[operation]?.() ?? ['input', 'what this test does not know'];
  if (isDeepStrictEqual(plain(taken), plain(meant))) return [];
  return [`through ${subject}, the mock took ${JSON.stringify(taken)} for ${JSON.stringify(meant)}`];
}

const plain = (value: unknown): unknown => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/** What a form or a query carries: text, and of files, whose names a server may shorten, the size. */
const asFields = (input: object) =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, value instanceof File ? value.size : String(value)]),
  );

const asSizes = (form: object) =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : value.bytes]),
  );

function curlOf({ exchange: { method, path, query, headers, body } }: Call): string {
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return asCurl({ method, target: search ? `${path}?${search}` : path, headers, body });
}
