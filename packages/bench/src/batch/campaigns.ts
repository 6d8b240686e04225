import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Campaign, type Field, moment, type Outcome, runCampaign, type Subject } from './campaign.ts';
import { startPostgres } from './postgres.ts';
import { Cuts } from './power-cuts.ts';

/** A campaign with everything that it needs. */
export type RunCampaign = (subject: Subject, seed: number) => Promise<Outcome>;

const inFolder = (folder: string) => join(folder, 'store');

async function killAll(field: Field, kills: number, mostPosts: number): Promise<void> {
  while (field.crew.kills < kills && !field.crew.isDone) {
    await moment(field, mostPosts);
    field.crew.kill();
  }
}

/** PGlite: one worker, killed 20 times. */
export const onPglite: RunCampaign = (subject, seed) =>
  runCampaign(
    { items: 500, workers: 1, store: inFolder, harm: (field) => killAll(field, 20, 25) } satisfies Campaign,
    subject,
    seed,
  );

/** Postgres: three workers, killed 20 times, the first of them for good; the database restarts twice. */
export const onPostgres: RunCampaign = async (subject, seed) => {
  const postgres = await startPostgres();
  try {
    const harm = async (field: Field) => {
      const { crew, mock } = field;
      await moment(field, 100);
      crew.kill(true);
      const restarts = (async () => {
        // First as an administrator does it, then as if it had crashed.
        for (const [posts, signal] of [
          [700, 'SIGINT'],
          [1_400, 'SIGQUIT'],
        ] as const) {
          while (mock.posts.length < posts && !crew.isDone) await sleep(50);
          if (subject === 'batch' && !crew.isDone) await postgres.restart(signal, 2_000);
        }
      })();
      await Promise.all([killAll(field, 20, 100), restarts]);
    };
    return await runCampaign({ items: 2_000, workers: 3, store: () => postgres.url, harm }, subject, seed);
  } finally {
    await postgres.stop();
  }
};

/** PGlite, whose folder is put back five times as a power cut may leave it. */
export const powerCuts: RunCampaign = (subject, seed) => {
  const cuts = new Cuts(subject);
  return runCampaign(
    {
      items: 500,
      workers: 1,
      store: inFolder,
      nextOptions: (failure) => cuts.nextOptions(failure),
      beforeRestart: (folder) => cuts.apply(folder),
      async harm(field) {
        // Before the first cut there must be something to lose.
        while (!existsSync(cuts.path(field.folder)) && !field.crew.isDone) await sleep(50);
        await cuts.harm(field);
      },
    },
    subject,
    seed,
  );
};
