import { catalogue } from '../../../batch/test/crash/catalogue.ts';
import { judge } from '../../../batch/test/crash/judge.ts';
import { allFaults } from '../../../batch/test/crash/watched-mock.ts';
import { type Bar, lossBar } from '../bar-chart.ts';
import { claimsOf, naiveClaims } from '../batch/campaign.ts';
import type { Section } from '../section.ts';
import { floorOf, perMinute, runCatalogue, subjects } from '../virtual/catalogue-run.ts';

const items = 200;
const firstSeed = 20_260_407;

interface Result {
  readonly paidTwice: number;
  readonly lost: number;
  /** Hundredths of the limit. */
  readonly share: number;
  readonly reads: number;
  readonly refusals: number;
}

function measure(subject: 'batch' | 'loop' | 'limit', seed: number): Promise<Result> {
  const weather = { seed, rate: 0.3, faults: allFaults, late: { share: 0.2, mostMs: 60_000 } };
  return runCatalogue(subject, catalogue(items), weather, async ({ seconds, lines }, { mock, folder, directory }) => {
    const { GET, POST, refused } = mock.counts;
    const claims = subject === 'batch' ? claimsOf(lines) : await naiveClaims(folder, items, 1);
    const { paidTwice, lost } = await judge(mock, claims, directory);
    const share = (100 * 60 * (items - lost)) / seconds / perMinute;
    return { paidTwice, lost, share, reads: GET / items, refusals: (100 * refused) / POST };
  });
}

/** What becomes of a catalogue under faults, by a batch and by what is often written instead. */
export async function measureBatch(runs: number): Promise<{ section: Section; bars: Bar[] }> {
  const seeds = Array.from({ length: runs }, (_, run) => firstSeed + run);
  const rows: string[][] = [];
  const bars: Bar[] = [];
  for (const subject of ['batch', 'loop', 'limit'] as const) {
    const results: Result[] = [];
    for (const seed of seeds) results.push(await measure(subject, seed));
    const list = (key: keyof Result, digits = 0) => results.map((result) => result[key].toFixed(digits)).join(', ');
    rows.push([subjects[subject], list('paidTwice'), list('lost'), list('share'), list('reads', 1), list('refusals')]);
    const [paidTwice, lost] = [results.map((result) => result.paidTwice), results.map((result) => result.lost)];
    bars.push(lossBar(subjects[subject], paidTwice, lost));
  }
  return {
    section: {
      title: 'A catalogue beside a loop',
      text: `${items} jobs of 75 s, every fifth a translation, at ${perMinute} submissions a minute, on a virtual clock. 30 % of all requests fail,
downloads included, in nine ways. Half of the submissions that fail have made a job before, and a fifth of these jobs appear late.
Nobody is killed here: that, with power cuts and several workers, takes hours, and stands in
[the batch's own benchmarks](benchmarks-batch.md).

The batch has its defaults. The naive loop submits in eight lanes until all are submitted, then polls in eight lanes, once a second,
and repeats what fails until it works. The third does 50 jobs at once by p-limit, each from its submission to its download, and
sends every request up to six times by p-retry, as the example in its documentation does. Both send the item's key as its
reference, but never look for it. One figure per seed (${seeds.join(', ')}); they move a little from run to run.

"Paid twice": jobs beyond the first of an item. "Lost": items that were not downloaded at the end. "Share of the limit": jobs
downloaded a minute, from the first submission to the end, in hundredths of what the limit allows. The wait for the last jobs
counts, so that even a perfect run has ${((100 * items) / perMinute / (floorOf(items) / 60)).toFixed(0)}. The batch may be
slower than a loop, because it looks for a lost job for half a minute before it sends again. Reads are polls, lists and looks; the
naive loop needs few, because it begins to poll when most jobs are done.`,
      header: ['', 'paid twice', 'lost', 'share of the limit, %', 'reads a job', 'refusals (429) in 100 submissions'],
      rows,
    },
    bars,
  };
}
