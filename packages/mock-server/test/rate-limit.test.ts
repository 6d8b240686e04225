import { expect, test } from 'vitest';
import { call, generate, startMock, translate, translateUpload, upload } from './fixtures.ts';

test('both generation operations count together, for each token, until the minute is over', async () => {
  const mock = await startMock({ rateLimit: 2 });
  expect((await generate(mock)).status).toBe(200);
  mock.clock.advance(20_500);
  expect((await upload(mock)).status).toBe(200);

  const refused = await generate(mock);
  expect(refused).toMatchObject({ status: 429, body: { error: 'rate limit exceeded' } });
  expect(refused.headers.get('retry-after')).toBe('40');
  expect((await generate(mock, undefined, { authorization: 'Bearer another' })).status).toBe(200);
  expect((await call(mock, '/v1/lipsync/requests')).status).toBe(200);

  mock.clock.advance(39_499);
  expect((await upload(mock)).status).toBe(429);
  mock.clock.advance(1);
  expect((await upload(mock)).status).toBe(200);
});

test('translations count as well, together with lip sync', async () => {
  const mock = await startMock({ rateLimit: 3 });
  const statuses = [];
  for (const submit of [translate, generate, translateUpload, translate, upload]) {
    statuses.push((await submit(mock)).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  expect((await call(mock, '/v1/video-translate/requests')).status).toBe(200);
  expect((await call(mock, '/v1/video-translate/voices')).status).toBe(200);
});

test('60 a minute by default, none with 0', async () => {
  const statuses = async (rateLimit?: number) => {
    const mock = await startMock({ rateLimit });
    const answers = [];
    for (let count = 0; count < 61; count += 1) answers.push((await generate(mock)).status);
    return answers;
  };
  expect(await statuses()).toEqual([...Array(60).fill(200), 429]);
  expect(await statuses(0)).toEqual(Array(61).fill(200));
});

test('reset starts to count anew', async () => {
  const mock = await startMock({ rateLimit: 1 });
  await generate(mock);
  expect((await generate(mock)).status).toBe(429);
  mock.reset();
  expect((await generate(mock)).status).toBe(200);
});
