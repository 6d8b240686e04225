import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Field, type Outcome, runCampaign, type Subject } from './campaign.ts';
import { startPostgres } from './postgres.ts';

/** A campaign with everything that it needs. */
export type RunCampaign = (subject: Subject, seed: number) => Promise<Outcome>;

/** PGlite: one worker, killed 20 times. */
export const onPglite: RunCampaign = (subject, seed) => {
  const campaign = { items: 500, workers: 1, store: (folder: string) => join(folder, 'store') };
  return runCampaign(campaign, subject, seed, (field) => killAll(field, 25));
};

/** Postgres: three workers, killed 20 times, the first of them for good; the database restarts twice. */
export const onPostgres: RunCampaign = async (subject, seed) => {
  const postgres = await startPostgres();
  const campaign = { items: 2_000, workers: 3, store: () => postgres.url };
  try {
    return await runCampaign(campaign, subject, seed, async (field) => {
      const { crew, mock } = field;
      const restart = async (posts: number, signal: 'SIGINT' | 'SIGQUIT') => {
        while (mock.posts.length < posts && !crew.isDone) await sleep(50);
        if (subject === 'batch' && !crew.isDone) await postgres.restart(signal, 2_000);
      };
      await moment(field, 100);
      crew.kill(true);
      // First as an administrator does it, then as if it had crashed.
      const restarts = restart(700, 'SIGINT').then(() => restart(1_400, 'SIGQUIT'));
      await Promise.all([killAll(field, 100), restarts]);
    });
  } finally {
    await postgres.stop();
  }
};

async function killAll(field: Field, mostPosts: number): Promise<void> {
  while (field.crew.kills < 20 && !field.crew.isDone) {
    await moment(field, mostPosts);
    field.crew.kill();
  }
}

/**
 * Waits for a moment to do harm: mostly amid submissions, half of these before an answer can be stored; else at any time,
 * such as while a store opens.
 */
async function moment({ random, mock, crew }: Field, mostPosts: number): Promise<void> {
  const isAmid = random() < 0.7;
  const count = mock.posts.length + Math.floor(random() * mostPosts);
  const ms = isAmid ? 120_000 : 200 * 100 ** random();
  const over = Promise.race([crew.done.catch(() => {}), sleep(ms, undefined, { ref: false })]);
  await (isAmid ? Promise.race([mock.answered(count), over]) : over);
  if (random() < 0.5) await sleep(random() * 500);
}
