import { expect, test } from 'vitest';
import { call, startMock } from './fixtures.ts';

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

test('with configured keys, only these and the test tokens are known', async () => {
  const mock = await startMock({ apiKeys: ['one', 'two'] });
  const status = async (token: string) => {
    const { status, body } = await call(mock, me, { headers: { authorization: `Bearer ${token}` } });
    return [status, (body as { error?: string }).error];
  };
  expect(await status('one')).toEqual([200, undefined]);
  expect(await status('two')).toEqual([200, undefined]);
  expect(await status('three')).toEqual([401, 'invalid token']);
  expect(await status('mock_unauthorized')).toEqual([401, 'unauthorized']);
  expect(await status('mock_broken')).toEqual([500, 'internal error']);
});

test('a test token has no effect if the spec does not declare its answer', async () => {
  const mock = await startMock();
  for (const token of ['mock_exhausted', 'mock_limited']) {
    expect((await call(mock, me, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  }
  expect((await call(mock, '/health', { headers: { authorization: 'Bearer mock_broken' } })).status).toBe(200);
});
