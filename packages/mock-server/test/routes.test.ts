import { expect, test } from 'vitest';
import { call, generate, makeJob, retrieve, startMock, video } from './fixtures.ts';

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

test.each([
  ['limit=0', 400],
  ['limit=1.5', 400],
  ['limit=', 200],
  ['limit=ten', 400],
  ['offset=-1', 400],
  ['offset=x', 400],
  ['limit=1&limit=0', 200],
  ['limit=1000000&offset=0&unknown=1', 200],
  ['reference_id=a&reference_id=b', 200],
  ['reference_id=%zz', 200],
])('the list with %s answers %i', async (query, status) => {
  const mock = await startMock();
  expect((await call(mock, `/v1/lipsync/requests?${query}`)).status).toBe(status);
});

test('a question mark in a query belongs to its value', async () => {
  const mock = await startMock();
  await makeJob(mock, 'why?');
  const { body } = await call(mock, '/v1/lipsync/requests?reference_id=why?');
  expect(body).toMatchObject({ pagination: { total: 1 } });
});

test('the empty id belongs to no job', async () => {
  const mock = await startMock();
  await makeJob(mock, '');
  const { body } = await call(mock, '/v1/lipsync/requests/');
  expect(body).toEqual({ error: 'lipsync request not found' });
});

test('validation is on: the schema of two tuples refuses two videos', async () => {
  const mock = await startMock();
  expect((await generate(mock, { inputs: [video, video] })).status).toBe(400);
});

test('an answer of the mock that breaks the spec is an error that says so', async () => {
  const mock = await startMock();
  // The timestamps of the year 10000 are no date-time.
  mock.clock.advance(Date.UTC(10_000, 0) - mock.clock.now());
  const id = await makeJob(mock);
  const answer = await call(mock, `/v1/lipsync/requests/${id}`);
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({
    error: expect.stringMatching(/answer 200 to lipsync.requests.retrieve breaks the spec/),
  });
  expect(await retrieve(mock, id)).toHaveProperty('error');
});
