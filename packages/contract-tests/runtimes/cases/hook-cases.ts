import { type Case, caseIf, type Surroundings } from './case.ts';
import { equal } from './check.ts';
import { body } from './samples.ts';

/** Waits for what the hooks do by themselves. */
async function until(what: string, condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 8_000) throw new Error(`it never came to ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const rendersHooks = ({ hooks }: Surroundings) => hooks !== undefined;

export const hookCases: readonly Case[] = [
  caseIf(
    rendersHooks,
    'a hook follows a job to its video, and polls nothing in the background',
    async ({ client, stage, hooks }) => {
      const { renderJob, setFocused } = hooks ?? {};
      if (!renderJob || !setFocused) return;
      const stored = new Map<string, string>();
      const storage = {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
        removeItem: (key: string) => void stored.delete(key),
      };
      const { job, unmount } = renderJob(client(), storage);
      await until('a first render', () => job() !== undefined);
      await job()?.submit(body);
      equal([...stored.keys()], ['chamelaion.lipsync'], 'what is stored');
      await until('queued', () => job()?.phase === 'queued');
      setFocused(false);
      const polls = async () => (await stage.requests()).filter(({ method }) => method === 'GET').length;
      const before = await polls();
      await new Promise((resolve) => setTimeout(resolve, 3_500));
      equal(await polls(), before, 'the polls in the background');
      await stage.advance(2_000);
      setFocused(true);
      await until('completed', () => job()?.phase === 'completed');
      await unmount();
    },
  ),
];
