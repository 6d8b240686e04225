import { expect, test } from 'vitest';
import { call, generate, jobCount, startMock, translate, translateUpload, upload, video } from './fixtures.ts';

const me = '/v1/users/me';

test.each([
  { authorization: 'Bearer any' },
  { authorization: 'bearer  any' },
  { authorization: 'Bearer My Bearer Token' },
  { authorization: '', 'x-api-key': 'any' },
  { authorization: 'Bearer any', 'x-api-key': 'mock_invalid' },
])('%j is accepted', async (headers) => {
  const mock = await startMock();
  expect(await call(mock, me, { headers })).toMatchObject({ status: 200, body: { name: 'My API Token' } });
});

test.each([
  [{ authorization: 'any' }, 'invalid authorization format'],
  [{ authorization: 'Token any', 'x-api-key': 'any' }, 'invalid authorization format'],
  [{ authorization: '', 'x-api-key': '' }, 'missing token'],
])('%j is refused', async (headers, error) => {
  const mock = await startMock();
  expect(await call(mock, me, { headers })).toMatchObject({ status: 401, body: { error } });
});

test.each([
  [['one', 'two'], 'one', 200, { name: 'My API Token' }],
  [['one', 'two'], 'two', 200, { name: 'My API Token' }],
  [['one', 'two'], 'three', 401, { error: 'invalid token' }],
  [['one'], 'two', 401, { error: 'invalid token' }],
  [['one'], 'mock_unauthorized', 401, { error: 'unauthorized' }],
  [['one'], 'mock_broken', 500, { error: 'internal error' }],
])('if the keys are %j, the token %s gets a %i', async (apiKeys, token, status, body) => {
  const mock = await startMock({ apiKeys });
  expect(await call(mock, me, { headers: { authorization: `Bearer ${token}` } })).toMatchObject({ status, body });
});

test.each([
  [me, 'mock_exhausted'],
  [me, 'mock_limited'],
  ['/health', 'mock_broken'],
])('%s does not declare the answer to %s, so the token has no effect', async (path, token) => {
  const mock = await startMock();
  expect((await call(mock, path, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

/** Each request has the flaw that its check looks for, and every flaw of the checks that come later. */
const steps: [string, Parameters<typeof generate>[1], Record<string, string>, number][] = [
  ['missing authorization header', '{', { authorization: '', 'content-type': 'text/plain' }, 401],
  ['rate limit exceeded', '{', { 'content-type': 'text/plain' }, 429],
  ['content-type must be application/json', '{', { 'content-type': 'text/plain' }, 400],
  ['invalid request body', '{', {}, 400],
  ['invalid request body', { reference_id: 1, inputs: [{ ...video, type: 'text' }] }, {}, 400],
  ['input type must be "video" or "audio"', { inputs: [{ ...video, type: 'text' }] }, {}, 400],
  ['expected exactly one video input', { inputs: [] }, {}, 400],
  ['expected exactly one audio input', { inputs: [video] }, {}, 400],
  ['token limit reached', undefined, {}, 412],
];

test.each(steps)('checks come in order: %s', async (error, body, headers, status) => {
  const mock = await startMock({ rateLimit: 1 });
  const token = { authorization: 'Bearer mock_exhausted' };
  if (status === 429) await generate(mock, undefined, token);
  expect(await generate(mock, body, { ...token, ...headers })).toMatchObject({ status, body: { error } });
});

test('all submissions count together, for each token, until the minute is over', async () => {
  const mock = await startMock({ rateLimit: 4 });
  const statuses = [];
  for (const submit of [generate, upload, translate, translateUpload, upload]) {
    statuses.push((await submit(mock)).status);
    if (submit === generate) mock.clock.advance(20_500);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 429]);

  const refused = await generate(mock);
  expect(refused).toMatchObject({ status: 429, body: { error: 'rate limit exceeded' } });
  expect(refused.headers.get('retry-after')).toBe('40');
  expect((await generate(mock, undefined, { authorization: 'Bearer another' })).status).toBe(200);
  for (const path of ['/v1/lipsync/requests', '/v1/video-translate/requests', '/v1/video-translate/voices']) {
    expect((await call(mock, path)).status).toBe(200);
  }

  mock.clock.advance(39_499);
  expect((await upload(mock)).status).toBe(429);
  mock.clock.advance(1);
  expect((await upload(mock)).status).toBe(200);
});

test.each([
  ['60 a minute by default', undefined, 429],
  ['no limit with 0', 0, 200],
])('%s', async (_, rateLimit, last) => {
  const mock = await startMock({ rateLimit });
  const statuses = [];
  for (let count = 0; count < 61; count += 1) statuses.push((await generate(mock)).status);
  expect(statuses).toEqual([...Array(60).fill(200), last]);
});

const preflight = {
  method: 'OPTIONS',
  headers: {
    origin: 'http://localhost:5173',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-api-key',
  },
};

test('with cors, pages of other origins may call and read', async () => {
  const mock = await startMock({ cors: true });
  const allowed = await fetch(`${mock.url}/v1/lipsync/generate`, preflight);
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('*');
  expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
  expect(allowed.headers.get('access-control-allow-headers')).toBe('x-api-key');

  for (const path of ['/api/health', '/api/nope', '/output/none.mp4']) {
    const { headers } = await fetch(new URL(path, mock.url));
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('retry-after');
  }
});

test('without cors, they may not', async () => {
  const mock = await startMock();
  expect((await fetch(`${mock.url}/v1/lipsync/generate`, preflight)).status).toBe(405);
  expect((await call(mock, '/health')).headers.has('access-control-allow-origin')).toBe(false);
});

test('validation wins over the preference', async () => {
  const mock = await startMock();
  expect((await generate(mock, '{', { prefer: 'code=200' })).status).toBe(400);
  expect((await generate(mock, undefined, { authorization: '', prefer: 'code=200' })).status).toBe(401);
});

test.each(['code=418', 'code=400, example=nope', 'example=nope'])('%s is not in the spec', async (prefer) => {
  const mock = await startMock();
  const answer = await generate(mock, undefined, { prefer });
  expect(answer).toMatchObject({ status: 404, body: { error: 'the spec has no such example' } });
});

test.each(['respond-async', 'wait=10', 'code=', ''])('"%s" is no preference of ours', async (prefer) => {
  const mock = await startMock();
  await generate(mock, undefined, { prefer });
  expect(await jobCount(mock)).toBe(1);
});

test('a preferred answer makes no job', async () => {
  const mock = await startMock();
  await generate(mock, undefined, { prefer: 'code=200' });
  await translate(mock, undefined, { prefer: 'code=200' });
  expect([await jobCount(mock), await jobCount(mock, 'video-translate')]).toEqual([0, 0]);
});

test('without state, every valid request is answered with the first example', async () => {
  const mock = await startMock({ stateless: true });
  const first = '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8';
  expect((await generate(mock)).body).toEqual({ status: 'success', request_id: first });
  const second = '0c9d4a6e-5b1f-4c58-9a35-2f6c1d7e8b90';
  expect((await translate(mock)).body).toEqual({ status: 'success', request_id: second });
  for (const kind of ['lipsync', 'video-translate']) {
    expect((await call(mock, `/v1/${kind}/requests/any`)).body).toMatchObject({ status: 'completed' });
  }
  for (const submit of [generate, translate]) expect((await submit(mock, { inputs: [] })).status).toBe(400);
  expect((await generate(mock, undefined, { prefer: 'code=412' })).status).toBe(412);
});
