import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const batch = new URL('../../../batch/', import.meta.url);
const folder = new URL(`reports/bench-${process.pid}/`, batch);

/** The batch's worker, which is killed. */
export const batchWorker: string = fileURLToPath(new URL('worker.js', folder));

/** What runs the workers: another Node if BATCH_NODE names its binary. */
export const workerNode: string = process.env['BATCH_NODE'] ?? process.execPath;

/** Writes it with all that is ours in it, so that a build beside a long run changes nothing. */
export async function buildBatchWorker(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('test/crash/worker.js', batch))],
    outfile: batchWorker,
    bundle: true,
    external: ['@electric-sql/pglite', 'pg-boss'],
    platform: 'node',
    format: 'esm',
  });
}

/** Leaves nothing behind. */
export async function removeBatchWorker(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** The version of the Node that runs the workers. */
export function nodeVersion(): string {
  return execFileSync(workerNode, ['--version'], { encoding: 'utf8' }).trim().slice(1);
}
