import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCampaign, stateFile } from './campaign.ts';
import type { RunCampaign } from './campaigns.ts';

// What power cuts leave of what was not brought to the disk.
const order = ['torn', 'old', 'none', 'old', 'torn'] as const;
// The time that is lost at least.
const age = 30_000;

/** PGlite, whose folder is put back five times as a power cut may leave it; or a naive loop, with its state file. */
export const powerCuts: RunCampaign = (subject, seed) => {
  const isBatch = subject === 'batch';
  const kept = (folder: string) => (isBatch ? join(folder, 'store', 'data') : stateFile(folder, 0));
  const copied = (folder: string) => join(folder, 'old');
  let cut: (typeof order)[number] | undefined;
  const campaign = {
    items: 500,
    workers: 1,
    store: (folder: string) => join(folder, 'store'),
    // A worker that could not open its store is started again as its error says.
    nextOptions: (failure: string | undefined) => ({ recover: failure?.includes('recover: true') ?? false }),
    async beforeRestart(folder: string) {
      if (!cut) return;
      await rm(kept(folder), { recursive: true, force: true });
      if (cut !== 'none') await cp(copied(folder), kept(folder), { recursive: true });
      await rm(copied(folder), { recursive: true, force: true });
      cut = undefined;
    },
  };
  return runCampaign(campaign, subject, seed, async ({ folder, mock, crew, random }) => {
    const sent = async (count: number) => {
      const posts = mock.posts.length + count;
      while (mock.posts.length < posts && !crew.isDone) await sleep(20);
    };
    // Before the first cut there must be something to lose.
    while (!existsSync(kept(folder)) && !crew.isDone) await sleep(50);
    for (const kind of order) {
      // Once it is at work again.
      await sent(10);
      const begun = performance.now();
      if (kind === 'old' && !crew.isDone) await copy(kept(folder), copied(folder), 0);
      await sent(20 + Math.floor(random() * 40));
      // A loop of 500 items has no half minute to lose.
      const left = kind === 'old' && isBatch ? begun + age - performance.now() : 0;
      await Promise.race([crew.done, sleep(Math.max(0, left))]);
      // File by file over some seconds, while the worker goes on.
      if (kind === 'torn' && !crew.isDone) await copy(kept(folder), copied(folder), isBatch ? 5 : 0);
      if (crew.isDone) return;
      cut = kind;
      crew.kill();
      while (cut && !crew.isDone) await sleep(20);
    }
  });
};

/** Copies file by file, `pause` milliseconds apart; what goes away meanwhile is left out. */
async function copy(from: string, to: string, pause: number): Promise<void> {
  if ((await stat(from)).isFile()) return cp(from, to);
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const target = join(to, path.slice(from.length));
    await mkdir(entry.isDirectory() ? target : dirname(target), { recursive: true });
    if (entry.isDirectory()) continue;
    await cp(path, target).catch(() => {});
    if (pause > 0) await sleep(pause);
  }
}
