import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type Document, parse, parseDocument } from 'yaml';
import { disagreements, type Fact } from './ledger.ts';

const contract = await readFile(new URL('../openapi.yaml', import.meta.url), 'utf8');
const facts: Fact[] = parse(await readFile(new URL('../facts.yaml', import.meta.url), 'utf8'));

test('the contract states the facts, all of them, and nothing else', () => {
  expect(disagreements(parse(contract), facts)).toEqual([]);
});

const list = ['paths', '/v1/lipsync/requests', 'get'];
const upload = ['components', 'schemas', 'LipsyncGenerateWithMediaParams'];
const job = ['components', 'schemas', 'LipsyncRequestBase'];
const errors = (name: string) => ['components', 'responses', name, 'content', 'application/json', 'examples'];

/** An edit of the contract, and what is said of it. */
test.each<[name: string, edit: (contract: Document) => unknown, complaint: string]>([
  [
    'a message is gone',
    (c) => c.deleteIn([...errors('Unauthorized'), 'missing-token']),
    'missing-token/value/error is missing (fact: All but the health check refuse',
  ],
  [
    'a message has other words',
    (c) => c.setIn([...errors('InternalError'), 'internal-error', 'value', 'error'], 'internal error!'),
    'error is "internal error!", not "internal error"',
  ],
  [
    'a message is new',
    (c) => c.setIn([...errors('InternalError'), 'b'], c.createNode({ value: { error: 'b' } })),
    'examples/b/value/error states "b", but no fact does',
  ],
  [
    'an example differs',
    (c) => c.setIn(['components', 'examples', 'FailedRequest', 'value', 'status'], 'queued'),
    'status is "queued", not "failed"',
  ],
  [
    'a field is gone',
    (c) => c.deleteIn([...job, 'properties', 'output_url']),
    'output_url/format is missing (fact: A request has',
  ],
  [
    'a field is new',
    (c) => c.setIn([...job, 'properties', 'title'], c.createNode({ type: 'string' })),
    'properties/title/type states "string"',
  ],
  [
    'a field is required',
    (c) => c.addIn([...job, 'required'], 'started_at'),
    'required/2 states "started_at"',
  ],
  [
    'a limit differs',
    (c) => c.setIn([...list, 'parameters', 0, 'schema', 'default'], 50),
    'default is 50, not 20',
  ],
  [
    'a limit is gone',
    (c) => c.deleteIn([...list, 'parameters', 1, 'schema', 'minimum']),
    'minimum is missing',
  ],
  [
    'a limit is new',
    (c) => c.setIn([...upload, 'properties', 'video', 'pattern'], 'mp4$'),
    'pattern states "mp4$"',
  ],
  [
    'an operation is new',
    (c) => c.setIn(['paths', '/v2'], c.createNode({ get: { responses: {} } })),
    '/paths/~1v2/get/responses states {}',
  ],
  [
    'a response is new',
    (c) => c.setIn([...list, 'responses', '403'], c.createNode({ description: 'No.' })),
    'responses/403 states {}',
  ],
  ['a response is gone', (c) => c.deleteIn([...list, 'responses', '429']), 'responses/429/$ref is missing'],
  [
    'the description loses a fact',
    (c) => c.setIn(['info', 'description'], 'Lips.'),
    '/info/description is "Lips."',
  ],
  [
    'a mark is gone',
    (c) => c.deleteIn([...list, 'responses', '400', 'x-ours']),
    'responses/400 is not marked x-ours',
  ],
  [
    'a mark is new',
    (c) => c.setIn([...list, 'x-ours'], 'Why not.'),
    '/get is marked x-ours, but no fact from "ours" is at it',
  ],
  [
    'a promise: a largest page',
    (c) => c.setIn([...list, 'parameters', 0, 'schema', 'maximum'], 100),
    'schema/maximum promises what nobody documents (fact: How many requests',
  ],
  [
    'a promise: an idempotency key',
    (c) => c.addIn([...list, 'parameters'], c.createNode({ name: 'Idempotency-Key' })),
    'promises what nobody documents (fact: That the same request',
  ],
  [
    'a promise: Retry-After',
    (c) => c.deleteIn(['components', 'responses', 'RateLimitExceeded', 'headers', 'Retry-After', 'x-ours']),
    'promises what nobody documents (fact: When to come back',
  ],
])('%s', (_, edit, complaint) => {
  const edited = parseDocument(contract);
  edit(edited);
  expect(disagreements(edited.toJS(), facts)).toContainEqual(expect.stringContaining(complaint));
});

test.each<[name: string, fact: Partial<Fact>, complaint: string]>([
  ['leads nowhere', { at: { '/paths/~1v9': {} } }, '/paths/~1v9 is missing'],
  ['has no place', {}, 'nothing says where the contract states it'],
  ['has no known source', { from: ['hearsay'], outside: 'x' }, '"from" is not one of'],
  ['forbids nothing', { never: '/webhooks/', such_as: '/webhoks/' }, '"never" does not forbid "such_as"'],
])('a fact that %s is found', (_, fact, complaint) => {
  const added = { fact: 'Added.', from: ['site'], ...fact };
  expect(disagreements(parse(contract), [...facts, added])).toEqual([expect.stringContaining(complaint)]);
});
