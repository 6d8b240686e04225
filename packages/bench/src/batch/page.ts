import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { toMarkdown } from '../section.ts';
import type { Outcome } from './campaign.ts';

/** What came of a campaign, and on what Node its workers ran. */
type Kept = Outcome & { readonly node: string };

// Beside the reports of tests, which are all files of `reports`.
const results = new URL('../../reports/campaigns/batch.json', import.meta.url);
const page = new URL('../../../../docs/benchmarks-batch.md', import.meta.url);

const columns = ['by hand', 'paid twice', 'lost', 'wrong', 'broken files', 'left over', 'killed', 'minutes', 'Node'];
const meaning = `"By hand": items that the batch sent five times and never found; it leaves them to a person, who here lets each be sent
again. "Paid twice": jobs at the API beyond the first of an item, and jobs of no item. "Lost": items that were not downloaded at
the end. "Wrong": items with another item's job. "Broken files": outputs on disk that differ from the API's, or from the digest that
the batch keeps. "Left over": other files in the output folder.`;

const campaigns = {
  pglite: {
    title: 'A folder, and a worker that is killed',
    text: '500 items on PGlite, one worker, killed by SIGKILL 20 times: amid submissions, and while the store opens.',
  },
  postgres: {
    title: 'Postgres, and three workers that are killed',
    text: `2,000 items on Postgres, three workers, 20 of them killed by SIGKILL, the first for good. The database restarts twice:
once in order, once as after a crash. The naive loops share the items by their numbers.`,
  },
  power: {
    title: 'Power cuts',
    text: `500 items on PGlite, which brings nothing to the disk by itself. The worker is killed five times, and its database is put
back: twice to a copy that was made file by file while it was written, twice to one that is at least 30 s old, and once to none at all.
If the store cannot be opened, it is opened with \`recover: true\`. The naive loop's state file is put back in the same ways.`,
  },
} as const;

/**
 * Keeps an outcome in place of an older one of the same part and name, because a run of two hours may be made in pieces, and
 * writes all that was measured in this checkout as a page for readers.
 */
export async function keepOutcome(part: string, outcome: Kept): Promise<void> {
  const name = `${outcome.subject} ${outcome.seed}`;
  process.stdout.write(`${part}, ${name}: ${JSON.stringify(outcome, undefined, 2)}\n`);
  const kept: Record<string, Record<string, Kept>> = JSON.parse(await readFile(results, 'utf8').catch(() => '{}'));
  kept[part] = { ...kept[part], [name]: outcome };
  await mkdir(new URL('.', results), { recursive: true });
  await writeFile(results, JSON.stringify(kept, undefined, 2));

  const sections = Object.entries(campaigns).map(([name, { title, text }]) => {
    const outcomes = Object.values(kept[name] ?? {});
    return { title, text: `${text}${residuals(outcomes)}`, header: ['', 'seed', ...columns], rows: outcomes.map(row) };
  });
  const head = `# Benchmarks of the batch

What \`@chamelaion/batch\` promises, proved with real processes: \`pnpm bench batch\` runs all of it, in two hours;
\`pnpm bench batch pglite 7\` one campaign with one seed. Workers add the whole catalogue and run it; a mock of the API on 127.0.0.1
judges. ${cpus().length} CPUs. Pace, memory and requests stand in [the other benchmarks](benchmarks.md).

In the campaigns 30 % of all requests fail, downloads included, in nine ways: resets, answers that stall, are cut off or empty, pages
of a gateway, 500 to 503. In half of the failures a job was made before; a fifth of these jobs appears late (Pareto, 0.5 to 60 s).
\`settleTimeout\` is its default, 30 s; the client's \`timeout\` is 3 s. Beside the batch stands a naive loop: it submits with \`fetch\`,
retries what fails, and keeps its state in a JSON file.

${meaning}`;
  await writeFile(page, `${[head, ...sections.filter(({ rows }) => rows.length > 0).map(toMarkdown)].join('\n\n')}\n`);
}

function row({ subject, seed, seconds, kills, retries, verdict, node }: Kept): string[] {
  const { paidTwice, lost, wrong, broken, leftovers } = verdict;
  const name = subject === 'batch' ? '@chamelaion/batch' : subject;
  const counts = [retries, paidTwice, lost, wrong, broken, leftovers, kills].map(String);
  return [name, String(seed), ...counts, (seconds / 60).toFixed(1), node];
}

/** Why the batch paid twice, if it did. */
function residuals(outcomes: readonly Kept[]): string {
  const ours = outcomes.filter(({ subject }) => subject === 'batch');
  const details = ours.flatMap(({ seed, verdict }) => verdict.details.map((detail) => `- seed ${seed}: ${detail}`));
  return details.length === 0 ? '' : `\n\nWhat the batch did not get right:\n\n${details.join('\n')}`;
}
