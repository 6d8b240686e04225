import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const batch = new URL('../../../batch/', import.meta.url);
const folder = new URL(`reports/bench-${process.pid}/`, batch);
const inFolder = (name: string) => fileURLToPath(new URL(name, folder));

/** The programs that are killed. */
export const programs = { worker: inFolder('worker.js'), naive: inFolder('naive.js') } as const;

/** What runs the workers: another Node if BATCH_NODE names its binary. */
export const workerNode: string = process.env['BATCH_NODE'] ?? process.execPath;

/** Writes the programs with all that is ours in them, so that a build beside a long run changes nothing. */
export async function buildBatchPrograms(): Promise<void> {
  await build({
    entryPoints: {
      worker: fileURLToPath(new URL('test/crash/worker.js', batch)),
      naive: fileURLToPath(new URL('naive.js', import.meta.url)),
    },
    outdir: fileURLToPath(folder),
    bundle: true,
    external: ['@electric-sql/pglite', 'pg-boss'],
    platform: 'node',
    format: 'esm',
  });
}

/** Leaves nothing behind. */
export async function removeBatchPrograms(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** The version of the Node that runs the workers. */
export function nodeVersion(): string {
  return execFileSync(workerNode, ['--version'], { encoding: 'utf8' }).trim().slice(1);
}
