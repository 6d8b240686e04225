import { readsPerJob } from '../catalogues/reads.ts';
import { day, lipSync, minute, type Scenario } from '../catalogues/scenario.ts';
import { floorOf, type Run, simulate } from '../catalogues/simulate.ts';
import { statementsPerSecond } from '../catalogues/statements.ts';
import type { Section } from '../section.ts';

const hour = 60 * minute;
const films = { duration: [hour, 3 * hour], maxRunning: 10_000 } as const;
const faults = { lost: 0.1, refusedAtRandom: 0.002 } as const;

/** What the API may be like, apart from the documented limit. */
const weathers: readonly (readonly [string, Partial<Scenario>])[] = [
  ['as documented', {}],
  ['as documented, minutes by the clock', { windows: 'fixed' }],
  ['a tenth of the answers lost', { lost: 0.1 }],
  ['1 in 100 refused at random', { refusedAtRandom: 0.01 }],
  ['the plan allows 50 jobs at once', { cap: 50 }],
  ['the plan allows 5 jobs at once', { cap: 5 }],
  ['the limit is 30 a minute', { limit: 30 }],
  ['50 jobs at once, and faults', { cap: 50, ...faults }],
  ['films', films],
  ['films, the limit is 30 a minute', { ...films, limit: 30 }],
  ['films, 50 at once', { ...films, cap: 50 }],
];

const refusals = ({ refusals, posts }: Run) => ((100 * refusals) / posts).toFixed(2);
const days = (milliseconds: number) => `${(milliseconds / day).toFixed(1)} days`;
const hours = (milliseconds: number) => `${(milliseconds / hour).toFixed(1)} h`;
const timesFloor = (scenario: Scenario, { milliseconds }: Run) => (milliseconds / floorOf(scenario)).toFixed(2);
const count = (value: number) => value.toLocaleString('en');

/** What ten thousand items take, by a simulation of the batch's policy. */
export function simulateWeathers(): Section {
  const items = 10_000;
  return {
    title: 'Limits that the API does not report',
    text: `${count(items)} items, three workers, one key. The batch's own policy (\`packages/batch/src/worker/pace.ts\`) against a model of the API, from event
to event, without a clock: \`pnpm bench simulation\`. The floor is the least time that the limits allow: every job is submitted
as soon as they let it, and the last one has to end. Assumed: a job takes 65 to 85 s, as in the documentation's examples, a film 1 to 3 hours; 60
submissions in any minute; a refusal is a 429 without a Retry-After; behind half of the lost answers a job was made, and a fifth of
these jobs appears late; a request takes 80 ms on average.`,
    header: ['the API', 'time for 10,000', 'times the floor', 'refusals in 100 submissions'],
    rows: weathers.map(([name, weather]) => {
      const scenario = { ...lipSync, items, workers: 3, ...weather };
      const result = simulate(scenario);
      return [name, hours(result.milliseconds), timesFloor(scenario, result), refusals(result)];
    }),
  };
}

/** What more items take. */
export function simulateScale(): Section {
  const rows: string[][] = [];
  for (const cap of [undefined, 50]) {
    const gap = cap === undefined ? 1_010 : 75_000 / cap;
    const reads = readsPerJob({ gap, duration: lipSync.duration, jobs: 3_000 }).toFixed(1);
    for (const items of [100_000, 1_000_000]) {
      for (const workers of items > 100_000 ? [3, 50] : [1, 3, 10, 50]) {
        const scenario = { ...lipSync, ...faults, items, workers, cap };
        const result = simulate(scenario);
        // Rows of a store are most at its beginning: of each item the item, its file's claim, its job in the queue.
        const sizes = [count(3 * items), statementsPerSecond(scenario, result).toFixed(0)];
        const pace = [timesFloor(scenario, result), refusals(result)];
        const rest = [days(result.milliseconds), ...pace, ...sizes, reads];
        const limit = cap === undefined ? 'none' : String(cap);
        rows.push([count(items), '1', String(workers), limit, ...rest]);
        // Ten stores, each with a tenth, are ten times the same run.
        if (items === 100_000 && workers <= 3) rows.push([count(10 * items), '10', String(workers), limit, ...rest]);
      }
    }
  }
  return {
    title: 'A catalogue of a hundred thousand, and of a million',
    text: `The same with faults: a tenth of the answers lost, 2 in 1,000 submissions refused at random. With ten keys there are ten stores,
each with a tenth of the catalogue and as many workers as the table says. Rows and statements are those of one store. Rows are most at
the beginning: an item, its file and its place in the queue. Statements are derived from the code, with the counts once a second; for
more than one worker they are an upper bound. Reads are all GET requests that follow a job, and do not count its download. Half of the
lost answers never came to the API: these items, a twentieth, take a second turn, which the floor does not know.`,
    header: [
      ...['items', 'keys', 'workers a store', 'jobs at once', 'time', 'times the floor', 'refusals in 100'],
      ...['rows a store', 'statements a second', 'reads a job'],
    ],
    rows: rows.sort(([a = '', b = ''], [c = '', d = '']) => a.length - c.length || b.length - d.length),
  };
}
