import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { type Section, toMarkdown } from '../section.ts';
import type { Outcome } from './campaign.ts';
import type { CatalogueResult, Time } from './catalogue-size.ts';
import { type Kept, readResults } from './results.ts';
import { limit, type ThroughputResult } from './throughput.ts';

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

/** Writes what was measured in this checkout as a page for readers. */
export async function writePage(): Promise<void> {
  const results = await readResults();
  const sections = Object.entries(campaigns).map(([name, { title, text }]) => {
    const outcomes = Object.values(results[name] ?? {}) as Kept<Outcome>[];
    return { title, text: `${text}${residuals(outcomes)}`, header: ['', 'seed', ...columns], rows: outcomes.map(row) };
  });
  const all: Section[] = [...sections, throughput(results['throughput']), catalogue(results['catalogue'])];
  const head = `# Benchmarks of the batch

What \`@chamelaion/batch\` promises, proved with real processes: \`pnpm bench batch\` runs all of it, in two hours;
\`pnpm bench batch pglite 7\` one campaign with one seed. Workers add the whole catalogue and run it; a mock of the API on 127.0.0.1
judges. ${cpus().length} CPUs.

In the campaigns 30 % of all requests fail, downloads included, in nine ways: resets, answers that stall, are cut off or empty, pages
of a gateway, 500 to 503. In half of the failures a job was made before; a fifth of these jobs appears late (Pareto, 0.5 to 60 s).
\`settleTimeout\` is its default, 30 s; the client's \`timeout\` is 3 s. Beside the batch stands a naive loop: it submits with \`fetch\`,
retries what fails, and keeps its state in a JSON file.

${meaning}`;
  await writeFile(page, `${[head, ...all.filter(({ rows }) => rows.length > 0).map(toMarkdown)].join('\n\n')}\n`);
}

function row({ subject, seed, seconds, kills, retries, verdict, node }: Kept<Outcome>): string[] {
  const { paidTwice, lost, wrong, broken, leftovers } = verdict;
  const name = subject === 'batch' ? '@chamelaion/batch' : subject;
  const counts = [retries, paidTwice, lost, wrong, broken, leftovers, kills].map(String);
  return [name, String(seed), ...counts, (seconds / 60).toFixed(1), node];
}

/** Why the batch paid twice, if it did. */
function residuals(outcomes: readonly Kept<Outcome>[]): string {
  const ours = outcomes.filter(({ subject }) => subject === 'batch');
  const details = ours.flatMap(({ seed, verdict }) => verdict.details.map((detail) => `- seed ${seed}: ${detail}`));
  return details.length === 0 ? '' : `\n\nWhat the batch did not get right:\n\n${details.join('\n')}`;
}

function throughput(results: Record<string, unknown> = {}): Section {
  return {
    title: 'Pace',
    text: `2,000 submissions without faults, one worker, at a limit of ${limit.toLocaleString('en')} a minute. Reads are all GET requests to the API: polls, lists, looks.`,
    header: [
      '',
      'submissions a minute',
      'of the limit',
      'reads a job',
      'refusals (429) in 100',
      'downloaded',
      'seconds in all',
      'Node',
    ],
    rows: Object.entries(results as Record<string, Kept<ThroughputResult>>).map(([name, result]) => [
      name,
      String(result.perMinute),
      `${((100 * result.perMinute) / limit).toFixed(1)} %`,
      result.reads.toFixed(2),
      result.refusals.toFixed(2),
      String(result.downloaded),
      String(result.seconds),
      result.node,
    ]),
  };
}

function catalogue(results: Record<string, unknown> = {}): Section {
  const [result] = Object.values(results as Record<string, Kept<CatalogueResult>>);
  const seconds = ({ clock, cpu }: Time) => `${clock.toFixed(1)} s (${cpu.toFixed(1)} s of the processor)`;
  return {
    title: '10,000 items in a folder',
    text: 'PGlite, no limit of the API, no faults. Memory is what the whole process holds (resident).',
    header: ['', ''],
    rows: result
      ? [
          ['a new store opens in', seconds(result.firstOpen)],
          ['10,000 items are added in', seconds(result.add)],
          ['the store opens again in', seconds(result.laterOpen)],
          ['`status()`, median', `${result.status.toFixed(1)} ms`],
          ['`status()`, the slowest', `${result.slowestStatus.toFixed(1)} ms`],
          ['memory, old store open', `${result.afterOpen} MB`],
          ['memory, second tenth of the run', `${result.early} MB`],
          ['memory, last tenth of the run', `${result.late} MB`],
          ['memory, the most', `${result.most} MB`],
          ['the whole run', `${result.seconds} s, Node ${result.node}`],
        ]
      : [],
  };
}
