import { expect, test } from 'vitest';
import { check, documentedErrors } from './oracle.ts';

// Canaries: an oracle that lets everything pass proves nothing.
test.each([
  ['a body of another shape', 'GET', '/health', 200, { status: 'fine' }],
  ['an undeclared status', 'GET', '/health', 404, { error: 'no' }],
  ['an undeclared operation', 'DELETE', '/health', 200, { status: 'ok' }],
  ['an undeclared path', 'GET', '/v2/health', 200, { status: 'ok' }],
  ['an error without words', 'GET', '/v1/users/me', 401, { message: 'no' }],
  [
    'a completed request without its video',
    'GET',
    '/v1/lipsync/requests/x',
    200,
    { id: 'x', status: 'completed' },
  ],
])('the oracle refuses %s', (_, method, path, status, body) => {
  expect(check(method, path, status, body)).toBeDefined();
});

test('the oracle accepts what the contract declares', () => {
  expect(check('GET', '/health', 200, { status: 'ok' })).toBeUndefined();
  expect(check('GET', '/v1/users/me', 401, { error: 'invalid token' })).toBeUndefined();
});

test('it knows every documented message', () => {
  expect(new Set(documentedErrors().map(({ message }) => message)).size).toBeGreaterThanOrEqual(18);
});
