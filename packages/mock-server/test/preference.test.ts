import { expect, test } from 'vitest';
import { call, generate, retrieve, retrieveTranslation, startMock, translate } from './fixtures.ts';

test('the 429 of the examples has their Retry-After', async () => {
  const mock = await startMock();
  const answer = await generate(mock, undefined, { prefer: 'code=429' });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('1');
});

test('validation wins over the preference', async () => {
  const mock = await startMock();
  expect((await generate(mock, '{', { prefer: 'code=200' })).status).toBe(400);
  const noToken = { authorization: '', prefer: 'code=200' };
  expect((await generate(mock, undefined, noToken)).status).toBe(401);
});

test.each(['code=418', 'code=400, example=nope', 'example=nope'])('%s is not in the spec', async (prefer) => {
  const mock = await startMock();
  const answer = await generate(mock, undefined, { prefer });
  expect(answer).toMatchObject({ status: 404, body: { error: 'the spec has no such example' } });
});

test.each(['respond-async', 'wait=10', 'code=', ''])('"%s" is no preference of ours', async (prefer) => {
  const mock = await startMock();
  await generate(mock, undefined, { prefer });
  const { body } = await call(mock, '/v1/lipsync/requests');
  expect(body).toMatchObject({ pagination: { total: 1 } });
});

test('a preferred answer makes no job', async () => {
  const mock = await startMock();
  await generate(mock, undefined, { prefer: 'code=200' });
  await translate(mock, undefined, { prefer: 'code=200' });
  for (const path of ['/v1/lipsync/requests', '/v1/video-translate/requests']) {
    expect((await call(mock, path)).body).toMatchObject({ data: [] });
  }
});

test('without state, every valid request is answered with the first example', async () => {
  const mock = await startMock({ stateless: true });
  const { body } = await generate(mock);
  expect(body).toEqual({ status: 'success', request_id: '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8' });
  expect(await retrieve(mock, 'whatever')).toMatchObject({ status: 'completed' });
  expect((await translate(mock)).body).toEqual({
    status: 'success',
    request_id: '0c9d4a6e-5b1f-4c58-9a35-2f6c1d7e8b90',
  });
  expect(await retrieveTranslation(mock, 'whatever')).toMatchObject({ status: 'completed' });
  expect((await generate(mock, { inputs: [] })).status).toBe(400);
  expect((await translate(mock, { inputs: [] })).status).toBe(400);
  expect((await generate(mock, undefined, { prefer: 'code=412' })).status).toBe(412);
});
