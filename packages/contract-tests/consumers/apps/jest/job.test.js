import Chamelaion from '@chamelaion/client';
import { startMockServer } from '@chamelaion/mock-server';
import { job } from './job.js';

test('a job from end to end', async () => {
  expect(await job(new Chamelaion(), process.env.REFERENCE)).toBe('completed');
});

test('the mock server in a test', async () => {
  const mock = await startMockServer({ clock: 'manual' });
  try {
    const client = new Chamelaion({ baseURL: mock.url });
    expect(await client.users.retrieveCurrent()).toEqual({ name: 'My API Token' });
  } finally {
    await mock.close();
  }
});
