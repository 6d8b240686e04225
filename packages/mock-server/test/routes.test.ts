import { expect, test } from 'vitest';
import { call, makeJob, startMock } from './fixtures.ts';

test.each(['/', '/nope', '/v1/lipsync', '/v1/lipsync/requests/a/b', '/v1//users/me', '/%zz', '/health/'])(
  'nothing is at %s',
  async (path) => {
    const mock = await startMock();
    expect(await call(mock, path)).toMatchObject({ status: 404, body: { error: 'not found' } });
  },
);

test('nothing is outside of /api', async () => {
  const mock = await startMock();
  const response = await fetch(new URL('/health', mock.url));
  expect([response.status, await response.json()]).toEqual([404, { error: 'not found' }]);
});

test.each([
  ['DELETE', '/v1/lipsync/requests/42', 'GET'],
  ['PUT', '/v1/lipsync/generate', 'POST'],
  ['GET', '/v1/lipsync/generate', 'POST'],
  ['POST', '/health', 'GET'],
])('%s %s is not allowed', async (method, path, allow) => {
  const mock = await startMock();
  const answer = await call(mock, path, { method });
  expect(answer).toMatchObject({ status: 405, body: { error: 'method not allowed' } });
  expect(answer.headers.get('allow')).toBe(allow);
});

test('the empty id belongs to no job', async () => {
  const mock = await startMock();
  await makeJob(mock, '');
  const { body } = await call(mock, '/v1/lipsync/requests/');
  expect(body).toEqual({ error: 'lipsync request not found' });
});

test('an answer of the mock that breaks the spec is an error that says so', async () => {
  const mock = await startMock();
  // The timestamps of the year 10000 are no date-time.
  mock.clock.advance(Date.UTC(10_000, 0) - mock.clock.now());
  const id = await makeJob(mock);
  const error = expect.stringMatching(/answer 200 to lipsync.requests.retrieve breaks the spec/);
  for (const _ of ['first', 'again']) {
    expect(await call(mock, `/v1/lipsync/requests/${id}`)).toMatchObject({ status: 500, body: { error } });
  }
});
