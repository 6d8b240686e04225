import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MockServer, startMockServer } from '@chamelaion/mock-server';

/** Starts the mock server that is installed in a folder, with jobs that take no time. */
export async function startPackedMock(folder: string): Promise<MockServer> {
  const entry = join(folder, 'node_modules/@chamelaion/mock-server/dist/index.js');
  const packed: { startMockServer: typeof startMockServer } = await import(pathToFileURL(entry).href);
  return packed.startMockServer({ cors: true, queuedMs: 0, processingMs: 0, rateLimit: 0 });
}
