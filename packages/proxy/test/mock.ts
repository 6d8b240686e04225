import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { onTestFinished } from 'vitest';

/** A mock of the API on a manual clock. */
export async function startMock(): Promise<MockServer> {
  const mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
  onTestFinished(() => mock.close());
  return mock;
}
