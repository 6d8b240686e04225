























































import { startMockServer } from '@chamelaion/mock-server';
import { afterAll, expect, test } from 'vitest';

const mock = await startMockServer({ clock: 'manual' });
afterAll(() => mock.close());

test('the mock answers', async () => {
  const response = await fetch(`${mock.url}/v1/users/me`, { headers: { 'x-api-key': 'any' } });
  expect(await response.json()).toEqual({ name: 'My API Token' });
});
export {};
