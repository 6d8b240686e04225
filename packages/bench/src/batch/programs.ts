import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const batch = new URL('../../../batch/', import.meta.url);
const folder = new URL(`reports/bench-${process.pid}/`, batch);

/** The batch's worker, which is killed. */
export const batchWorker: string = fileURLToPath(new URL('worker.js', folder));

/** What runs the workers: another Node if BATCH_NODE names its binary. */
export const workerNode: string = process.env['BATCH_NODE'] ?? process.execPath;

/** Writes it with all that is ours in it, so that a build beside a long run changes nothing. Gives what removes it. */
export async function buildBatchWorker(): Promise<() => Promise<void>> {
  await build({
    entryPoints: [fileURLToPath(new URL('test/crash/worker.js', batch))],
    outfile: batchWorker,
    bundle: true,
    external: ['@electric-sql/pglite', 'pg-boss'],
    platform: 'node',
    format: 'esm',
  });
  return () => rm(folder, { recursive: true, force: true });
}
