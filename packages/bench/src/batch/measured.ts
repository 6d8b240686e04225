import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MockServerOptions } from '@chamelaion/mock-server';
import { catalogue } from '../../../batch/test/crash/catalogue.ts';
import { startWatchedMock, type WatchedMock } from '../../../batch/test/crash/watched-mock.ts';
import { type Line, startWorker } from '../../../batch/test/crash/worker-process.ts';
import { programs, workerNode } from './programs.ts';

/** A catalogue, and workers on it that nothing disturbs. */
export interface Timed {
  readonly mock: WatchedMock;
  /** Runs a worker to its end, and gives what it printed. */
  work(options: object): Promise<{ readonly lines: readonly Line[] }>;
}

/** Measures without faults. */
export async function measured<T>(
  options: MockServerOptions,
  items: number,
  measure: (timed: Timed) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chamelaion-bench-'));
  const file = join(folder, 'catalogue.json');
  const directory = join(folder, 'out');
  await mkdir(directory);
  await writeFile(file, JSON.stringify(catalogue(items)));
  const mock = await startWatchedMock(options, { seed: 0, rate: 0, faults: [], late: { share: 0, mostMs: 0 } });
  const common = { url: mock.url, store: join(folder, 'store'), directory, catalogue: file };
  let stop = () => {};
  try {
    return await measure({
      mock,
      async work(changes) {
        const worker = startWorker(programs.worker, { ...common, ...changes }, workerNode);
        stop = worker.kill;
        const deadline = setTimeout(stop, 30 * 60_000);
        const failure = await worker.ended;
        clearTimeout(deadline);
        if (failure !== '') throw new Error(`A worker did not end: ${failure ?? 'it took half an hour'}`);
        return worker;
      },
    });
  } finally {
    stop();
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  }
}
