import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogue } from '../../../batch/test/crash/catalogue.ts';
import { type Claim, judge, type Verdict } from '../../../batch/test/crash/judge.ts';
import { seeded } from '../../../batch/test/crash/seeded.ts';
import { allFaults, startWatchedMock, type WatchedMock } from '../../../batch/test/crash/watched-mock.ts';
import { type Line, startWorker } from '../../../batch/test/crash/worker-process.ts';
import { programFile } from '../peer-programs.ts';
import { Crew } from './crew.ts';
import { batchWorker, workerNode } from './programs.ts';

/** Who does the work: the batch, or a loop that keeps its state in a JSON file. */
export type Subject = 'batch' | 'naive loop';

/** What harm is done to. */
export interface Field {
  readonly folder: string;
  readonly mock: WatchedMock;
  readonly crew: Crew;
  readonly random: () => number;
}

/** A run that is judged at its end. */
export interface Campaign {
  readonly items: number;
  readonly workers: number;
  /** Where the batch's store is, given the campaign's folder. */
  readonly store: (folder: string) => string;
  /** Options of the next worker, if they differ: by what ended the one before it. */
  readonly nextOptions?: (failure: string | undefined) => object;
  readonly beforeRestart?: (folder: string) => Promise<void>;
}

/** What came of it. */
export interface Outcome {
  readonly subject: Subject;
  readonly seed: number;
  readonly seconds: number;
  readonly kills: number;
  /** Submissions that the mock received. */
  readonly posts: number;
  /** Items that were sent often and never found, so that a person had to let them be sent again. */
  readonly retries: number;
  readonly verdict: Verdict;
  /** What ended workers that nobody killed. */
  readonly failures: readonly string[];
}

/** The limit of the API, and what the workers keep to. */
const perMinute = 1_500;
// A naive loop has hundreds.
const mostDetails = 20;
const longestRun = 45 * 60_000;
// A stalled answer is given up so soon, to save time; every other figure is the default.
const timeout = 3_000;

/** Runs a campaign with one seed; `harm` is done until it is enough, or the crew is done. */
export async function runCampaign(
  { items, workers, store, nextOptions, beforeRestart }: Campaign,
  subject: Subject,
  seed: number,
  harm: (field: Field) => Promise<void>,
): Promise<Outcome> {
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), 'chamelaion-bench-'));
  const directory = join(folder, 'out');
  await mkdir(directory);
  const file = join(folder, 'catalogue.json');
  await writeFile(file, JSON.stringify(catalogue(items)));
  const mock = await startWatchedMock(
    { rateLimit: perMinute, queuedMs: 1_000, processingMs: 4_000 },
    { seed, rate: 0.3, faults: allFaults, late: { share: 0.2, mostMs: 60_000 } },
  );
  const common = { url: mock.url, directory, catalogue: file, timeout };
  const begun = performance.now();
  const crew = new Crew(workers, random, {
    start(place, failure) {
      if (subject === 'naive loop') {
        const options = { ...common, state: stateFile(folder, place), share: [place, workers] };
        return startWorker(programFile('naive'), options);
      }
      const run = { perMinute, maxRunning: 500 };
      return startWorker(batchWorker, { ...common, store: store(folder), run, ...nextOptions?.(failure) }, workerNode);
    },
    beforeRestart: async () => beforeRestart?.(folder),
  });
  const progress = setInterval(() => {
    const line = `${subject}, seed ${seed}: ${crew.kills} kills, ${mock.posts.length} submissions, ${crew.failures.length} failures\n`;
    process.stderr.write(line);
  }, 30_000);
  try {
    await harm({ folder, mock, crew, random });
    await Promise.race([crew.done, sleep(longestRun, undefined, { ref: false })]);
    const seconds = Math.round((performance.now() - begun) / 1_000);
    const failures = crew.isDone
      ? crew.failures
      : [...crew.failures, `It did not end within ${longestRun / 60_000} minutes`];
    await crew.dismiss();
    const claims =
      subject === 'batch' ? claimsOf(crew.ended.at(-1)?.lines ?? []) : await naiveClaims(folder, items, workers);
    const judged = await judge(mock, claims, directory);
    // An item that is in no store any more is lost as well.
    const lost = judged.lost + items - claims.length;
    const verdict = { ...judged, items, lost, details: judged.details.slice(0, mostDetails) };
    const { kills, retries } = crew;
    return { subject, seed, seconds, kills, posts: mock.posts.length, retries, verdict, failures };
  } finally {
    clearInterval(progress);
    await crew.dismiss();
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the batch says of its items, by the last lines of its worker. */
export const claimsOf = (lines: readonly Line[]): Claim[] =>
  lines.filter(({ type }) => type === 'item').map(({ item }) => item as Claim);

/** Where a naive loop keeps its state. */
export const stateFile = (folder: string, place: number): string => join(folder, `state-${place}.json`);

/** What a naive loop says of its items, by its state. */
export async function naiveClaims(folder: string, items: number, workers: number): Promise<Claim[]> {
  const states: Record<string, Partial<Claim>> = {};
  for (let place = 0; place < workers; place++) {
    Object.assign(states, JSON.parse(await readFile(stateFile(folder, place), 'utf8').catch(() => '{}')));
  }
  return catalogue(items).map(({ key }) => {
    return { key, state: 'queued', reference_id: key, request_id: null, outputs: null, ...states[key] };
  });
}
