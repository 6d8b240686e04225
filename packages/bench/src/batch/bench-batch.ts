import { buildPrograms } from '../peer-programs.ts';
import { onPglite, onPostgres, powerCuts, type RunCampaign } from './campaigns.ts';
import { writePage } from './page.ts';
import { buildBatchWorker, nodeVersion, removeBatchWorker } from './programs.ts';
import { keep as keepResult } from './results.ts';

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
  const isWanted = (part: string) => parts.length === 0 || parts.includes(part);
  await buildPrograms();
  await buildBatchWorker();
  const node = nodeVersion();
  const keep = async (part: string, name: string, result: object) => {
    process.stdout.write(`${part}, ${name}: ${JSON.stringify(result, undefined, 2)}\n`);
    await keepResult(part, name, result, node);
    await writePage();
  };
  try {
    for (const seed of seeds.length > 0 ? seeds : [firstSeed, firstSeed + 1, firstSeed + 2]) {
      for (const [name, run] of Object.entries(campaigns)) {
        if (!isWanted(name)) continue;
        for (const subject of ['batch', 'naive loop'] as const) {
          await keep(name, `${subject} ${seed}`, await run(subject, seed));
        }
      }
    }
  } finally {
    await removeBatchWorker();
  }
}
