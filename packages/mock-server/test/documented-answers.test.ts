import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type DocumentedError, errors, type OperationId, operations } from '@chamelaion/spec/operations';
import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { audio, call, generate, mediaForm, type Reply, startMock, video } from './fixtures.ts';

// Each documented answer for its real cause is tested by contract-tests, through every way of calling.

/** A valid request of an operation. */
function send(mock: MockServer, id: OperationId, headers: Record<string, string>): Promise<Reply> {
  const { method, path, body }: { method: string; path: string; body?: 'json' | 'form' } = operations[id];
  const target = path.replace('{id}', 'any');
  if (body === 'form') return call(mock, target, { method, body: mediaForm(), headers });
  if (!body) return call(mock, target, { method, headers });
  const json = JSON.stringify({ inputs: [video, audio] });
  return call(mock, target, { method, body: json, headers: { 'content-type': 'application/json', ...headers } });
}

const named = Object.entries(errors).flatMap(([operation, examples]) =>
  Object.entries(examples as Record<string, DocumentedError>).map(([name, { status, error }]) => ({
    operation: operation as OperationId,
    name,
    status,
    body: { error },
  })),
);

test('the errors were found', () => {
  expect(named.length).toBeGreaterThan(40);
});

test.each(named)('$operation $status $name, on request', async ({ operation, name, status, body }) => {
  const answer = await send(await startMock(), operation, { prefer: `code=${status}, example=${name}` });
  expect(answer).toMatchObject({ status, body });
  expect(answer.headers.get('content-type')).toBe('application/json');
});

test.each(Object.keys(operations) as OperationId[])('the first success of %s, on request', async (operation) => {
  const spec = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@chamelaion/spec'), 'utf8'));
  const { method, path } = operations[operation];
  const { examples } = spec.paths[path][method.toLowerCase()].responses['200'].content['application/json'];
  const [name] = Object.keys(examples);
  const answer = await send(await startMock(), operation, { prefer: `code=200, example=${name}` });
  const example = examples[name as string];
  const key = example.$ref?.split('/').at(-1);
  expect(answer).toMatchObject({ status: 200, body: key ? spec.components.examples[key].value : example.value });
});

test.each([
  ['mock_invalid', 401],
  ['mock_unauthorized', 401],
  ['mock_exhausted', 412],
  ['mock_limited', 429],
  ['mock_broken', 500],
])('the test token %s comes by either header', async (token, status) => {
  const mock = await startMock();
  expect((await generate(mock, undefined, { authorization: `Bearer ${token}` })).status).toBe(status);
  expect((await generate(mock, undefined, { authorization: '', 'x-api-key': token })).status).toBe(status);
});
