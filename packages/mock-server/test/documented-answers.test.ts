import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type DocumentedError,
  errors,
  type Fields,
  inputs,
  type OperationId,
  operations,
} from '@chamelaion/spec/operations';
import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { call, type Reply, startMock } from './fixtures.ts';

// Each documented answer for its real cause is tested by contract-tests, through every way of calling.

const spec = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@chamelaion/spec'), 'utf8'));

/** A valid request of an operation: the contract's own example, or a form of what its shapes require. */
function send(mock: MockServer, id: OperationId, headers: Record<string, string>): Promise<Reply> {
  const { method, path, body }: { method: string; path: string; body?: 'json' | 'form' } = operations[id];
  const target = path.replace('{id}', 'any');
  if (!body) return call(mock, target, { method, headers });
  if (body === 'form') return call(mock, target, { method, body: requiredParts(id), headers });
  const { examples } = spec.paths[path].post.requestBody.content['application/json'];
  const [example] = Object.values(examples) as { value: unknown }[];
  const json = JSON.stringify(example?.value);
  return call(mock, target, { method, body: json, headers: { 'content-type': 'application/json', ...headers } });
}

function requiredParts(id: OperationId): FormData {
  const form = new FormData();
  const { body } = inputs[id] as { body: Fields };
  for (const [name, { type, required }] of Object.entries(body)) {
    if (required) form.set(name, type === 'file' ? new Blob(['a file']) : '["any"]');
  }
  return form;
}

const named = Object.entries(errors).flatMap(([operation, examples]) =>
  Object.entries(examples as Record<string, DocumentedError>).map(([name, { status, error }]) => ({
    operation: operation as OperationId,
    name,
    status,
    body: { error },
  })),
);

test.each(named)('$operation $status $name, on request', async ({ operation, name, status, body }) => {
  const answer = await send(await startMock(), operation, { prefer: `code=${status}, example=${name}` });
  expect(answer).toMatchObject({ status, body });
  expect(answer.headers.get('content-type')).toBe('application/json');
});

test.each(Object.keys(operations) as OperationId[])('the first success of %s, on request', async (operation) => {
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
])('the test token %s comes by either header, on each operation that documents its answer', async (token, status) => {
  const mock = await startMock();
  const declaring = new Set(named.filter((example) => example.status === status).map(({ operation }) => operation));
  for (const operation of declaring) {
    expect((await send(mock, operation, { authorization: `Bearer ${token}` })).status).toBe(status);
    expect((await send(mock, operation, { authorization: '', 'x-api-key': token })).status).toBe(status);
  }
});
