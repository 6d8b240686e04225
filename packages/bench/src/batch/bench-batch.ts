import { execFileSync } from 'node:child_process';
import { buildPrograms } from '../peer-programs.ts';
import { onPglite, onPostgres, type RunCampaign } from './campaigns.ts';
import { keepOutcome } from './page.ts';
import { powerCuts } from './power-cuts.ts';
import { buildBatchWorker, workerNode } from './programs.ts';

const firstSeed = 20_261_128;
const campaigns: Readonly<Record<string, RunCampaign>> = {
  pglite: onPglite,
  postgres: onPostgres,
  power: powerCuts,
};

/**
 * Proves what the batch promises, with processes that are killed: `pnpm bench batch`. It takes two hours; after `batch`
 * come the parts that are wanted (pglite, postgres, power) and the seeds.
 */
export async function benchBatch(args: readonly string[]): Promise<void> {
  const seeds = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const parts = args.filter((arg) => /^[a-z]+$/.test(arg));
  await buildPrograms();
  const removeWorker = await buildBatchWorker();
  const node = execFileSync(workerNode, ['--version'], { encoding: 'utf8' }).trim().slice(1);
  try {
    for (const seed of seeds.length > 0 ? seeds : [firstSeed, firstSeed + 1, firstSeed + 2]) {
      for (const [part, run] of Object.entries(campaigns)) {
        if (parts.length > 0 && !parts.includes(part)) continue;
        for (const subject of ['batch', 'naive loop'] as const) {
          await keepOutcome(part, { ...(await run(subject, seed)), node });
        }
      }
    }
  } finally {
    await removeWorker();
  }
}
