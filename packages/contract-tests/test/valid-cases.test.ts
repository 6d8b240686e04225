import { isDeepStrictEqual } from 'node:util';
import { type OperationId, startMockServer } from '@chamelaion/mock-server';
import { type Fields, inputs, kinds, operations, type Shape } from '@chamelaion/spec/operations';
import fc from 'fast-check';
import { afterAll, beforeEach, test } from 'vitest';
import { type Call, callThrough, disagreements } from '../harness/call-through.ts';
import { asCurl } from '../harness/cases/as-curl.ts';
import { checkCases } from '../harness/cases/check-cases.ts';
import { inputSchema, operationsWithInput } from '../harness/cases/schema.ts';
import { valid } from '../harness/cases/valid.ts';
import { kindOf, sampleInput } from '../harness/samples.ts';
import type { Subject } from '../harness/subject.ts';
import { subjects } from '../harness/subjects.ts';

// Whatever the contract allows is let out by the client, understood by the mock, and answered as the contract says.
const apiKey = 'any';
const mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
beforeEach(() => mock.reset());
afterAll(() => mock.close());

test.each(operationsWithInput())('%s takes what the contract allows, through every subject', async (operation) => {
  const fitting = (valid(inputSchema(operation)) as fc.Arbitrary<Generated>).map((input) => sendable(operation, input));
  const sendableOnes = fitting.filter(isSendable);
  const cases = fc.record({ input: sendableOnes, by: fc.constantFrom(...subjects) });
  await checkCases(operation, cases, ({ input, by }) => judge(operation, by, input), 60);
});

// Parsers that know escapes would take the backslash of `filename="\"` for one.
test.each(subjects)('a file whose name ends in a backslash arrives, through $name', async (subject) => {
  const files = sampleInput('lipsync.generateWithMedia') as object;
  const input = { ...files, audio: new File(['audio'], 'voice\\') };
  await judge('lipsync.generateWithMedia', subject, input as Generated);
});

interface Generated {
  readonly id?: string;
  readonly reference_id?: string;
}

/** What the client refuses on purpose: a URL cannot hold these ids. */
function isSendable({ id }: Generated): boolean {
  return id !== '.' && id !== '..';
}

interface Listed {
  readonly target_languages: readonly string[];
}

/** Nor does the client send an empty text, or subtitles for another language than those of the job. */
function sendable(operation: OperationId, input: Generated): Generated {
  const { body, query } = inputs[operation] as { readonly body?: Fields; readonly query?: Fields };
  const fields = body ?? query;
  if (!fields) return input;
  const { target_languages: list } = fields;
  const languages = (list ? fit((input as Listed).target_languages, list, []) : []) as readonly string[];
  const prefix = Object.values(fields).find((shape) => shape.prefix)?.prefix;
  const inParts = languages.filter((language) => /^[\w-]+$/.test(language)).map((language) => `${prefix}${language}`);
  const entries = Object.entries(fit(input, { type: 'object', fields }, languages) as object);
  const parts = entries.filter(([name]) => prefix && name.startsWith(prefix));
  const others = entries.filter(([name]) => !(prefix && name.startsWith(prefix)));
  const renamed = parts.slice(0, inParts.length).map(([, file], index) => [inParts[index], file]);
  return Object.fromEntries([...others, ...renamed]);
}

function fit(value: unknown, { fields, values, items, keysOf }: Shape, languages: readonly string[]): unknown {
  if (value === '') return 'x';
  if (Array.isArray(value)) return items ? [...new Set(value.map((item) => fit(item, items, languages)))] : value;
  if (typeof value !== 'object' || value === null || value instanceof File) return value;
  const entries = Object.entries(value).map(([name, one], index): [string | undefined, unknown] => {
    const shape = values ?? fields?.[name];
    return [keysOf ? languages[index] : name, shape ? fit(one, shape, languages) : one];
  });
  return Object.fromEntries(entries.filter(([name]) => name !== undefined));
}

async function judge(operation: OperationId, subject: Subject, generated: Generated): Promise<void> {
  const { id } = generated;
  const send = (to: OperationId, input: unknown) => callThrough(subject, to, { baseURL: mock.url, apiKey }, input);
  const [submission] = kinds[kindOf(operation)]?.submit ?? [];
  let asked = id;
  if (id !== undefined && submission) {
    const made = await send(submission, { ...(sampleInput(submission) as object), reference_id: id });
    if (!('findOne' in kinds[kindOf(operation)])) asked = (made.outcome.body as { request_id: string }).request_id;
  }
  const call = await send(operation, asked ?? generated);
  const against = [...disagreements(call), ...misunderstandings(call, generated)];
  if (call.outcome.status !== 200) against.push(`answered ${JSON.stringify(call.outcome.body)}`);
  if (against.length > 0) throw new Error([...against, curlOf(call)].join('\n'));
}

/** What of the input the mock did not take as it was meant. */
function misunderstandings({ subject, operation, outcome }: Call, generated: Generated): string[] {
  const { body, query } = mock.requests.at(-1) ?? {};
  const takes: { readonly body?: object; readonly path?: object; readonly query?: object } = inputs[operation];
  const isForm = (operations[operation] as { body?: string }).body === 'form';
  const [taken, meant] = takes.path
    ? [(outcome.body as Generated).reference_id, generated.id]
    : takes.query
      ? [query, asFields(generated)]
      : isForm
        ? [asSizes(body as object), asFields(generated)]
        : [body, generated];
  if (isDeepStrictEqual(plain(taken), plain(meant))) return [];
  return [`through ${subject}, the mock took ${JSON.stringify(taken)} for ${JSON.stringify(meant)}`];
}

const plain = (value: unknown): unknown => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/** What a form or a query carries: text, and of files, whose names a server may shorten, the size. */
const asFields = (input: object) =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      value instanceof File ? value.size : typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );

const asSizes = (form: object) =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : value.bytes]),
  );

function curlOf({ exchange: { method, path, query, headers, body } }: Call): string {
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return asCurl({ method, target: search ? `${path}?${search}` : path, headers, body });
}
