import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startMockServer } from '@chamelaion/mock-server';
import { measureThroughput } from '../servers/load.ts';

/** The mock's heap in use, in MB, after each 10,000 of 50,000 jobs. */
export async function measureHeap(jobRequest: string): Promise<number[]> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const mock = await startMockServer({ rateLimit: 0, queuedMs: 0, processingMs: 0 });
  collect();
  const before = process.memoryUsage().heapUsed;
  const heap: number[] = [];
  for (let step = 0; step < 5; step += 1) {
    await measureThroughput(mock.url, jobRequest, { count: 10_000 });
    collect();
    heap.push((process.memoryUsage().heapUsed - before) / 1e6);
  }
  await mock.close();
  return heap;
}
