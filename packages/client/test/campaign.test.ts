import type { Chamelaion, Fetch } from '@chamelaion/client';
import { afterEach, expect, test, vi } from 'vitest';
import { body as sample } from './answer.ts';
import { faultyApi, type Weather } from './faulty-api.ts';
import { pause } from './many.ts';
import { clientOf } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const submissions = process.env['THOROUGH'] ? 2_000 : 200;
const atOnce = 20;
// Another seed is another campaign: CAMPAIGN_SEED=7 pnpm --filter ./packages/client test
const seed = Number(process.env['CAMPAIGN_SEED'] ?? 20_260_407);

const exponential = (random: () => number) => (-Math.log(1 - random()) * 500) / Math.LN2;
const pareto = (random: () => number) => 500 / (1 - random());

const [, audio] = sample.inputs;

type Submit = (url: string) => Promise<string>;

const body = (url: string): Chamelaion.LipsyncGenerateParams => ({ inputs: [{ type: 'video', url }, audio] });

const ours = (fetch: Fetch): Submit => {
  const client = clientOf(fetch);
  return async (url) => (await client.lipsync.generate(body(url))).request_id;
};
const translations = (fetch: Fetch): Submit => {
  const client = clientOf(fetch);
  return async (url) => {
    const inputs = [{ type: 'video' as const, url }];
    return (await client.videoTranslate.generate({ inputs, target_languages: ['de'] })).request_id;
  };
};

/** What most SDKs do: two more attempts, whatever the failure. */
const blind = (fetch: Fetch): Submit => {
  const client = clientOf(fetch, { submit: 'plain' });
  return async (url) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return (await client.lipsync.generate(body(url))).request_id;
      } catch (error) {
        if (attempt === 2) throw error;
        await pause(500 * 2 ** attempt);
      }
    }
  };
};

interface Result {
  resolved: number;
  duplicates: number;
  /** Resolved with the id of a job that is not theirs. */
  wrong: number;
  /** Rejected without a way to find the job that was made all the same. */
  lost: number;
}

async function campaign(weather: Weather, policy: (fetch: Fetch) => Submit): Promise<Result> {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const { stackTraceLimit } = Error;
  // Nobody reads the stacks of ten thousand failures.
  Error.stackTraceLimit = 0;
  const { fetch, jobs } = faultyApi(weather, seed);
  const submit = policy(fetch);
  const urls = Array.from({ length: submissions }, (_, index) => `https://cdn.example.com/${index}.mp4`);
  const outcomes: PromiseSettledResult<string>[] = [];
  // In parts, because fake timers look through all that wait each time that one fires.
  for (let done = 0; done < submissions; done += atOnce) {
    const part = urls.slice(done, done + atOnce);
    outcomes.push(...(await inVirtualTime(() => Promise.allSettled(part.map((url) => submit(url))), 1)));
  }
  Error.stackTraceLimit = stackTraceLimit;

  const made = new Map<string, typeof jobs>(urls.map((url) => [url, []]));
  for (const job of jobs) made.get(job.url)?.push(job);
  const result: Result = { resolved: 0, duplicates: 0, wrong: 0, lost: 0 };
  outcomes.forEach((outcome, index) => {
    const own = made.get(urls[index] ?? '') ?? [];
    result.duplicates += Math.max(0, own.length - 1);
    if (outcome.status === 'fulfilled') {
      result.resolved++;
      if (!own.some(({ id }) => id === outcome.value)) result.wrong++;
    } else if (own.some(({ reference_id }) => !reference_id || reference_id !== outcome.reason.referenceId)) {
      result.lost++;
    }
  });
  return result;
}

afterEach(() => vi.restoreAllMocks());

test.each<[string, Weather, number]>([
  ['jobs are made before the answer breaks', { faults: 0.5 }, 0],
  ['a tenth of them late, the list lags', { faults: 0.5, late: 0.1, lateness: exponential, lag: 300 }, 1],
  ['heavy: a fifth late, with a long tail', { faults: 0.5, late: 0.2, lateness: pareto }, 4],
  ['a third of what is found says no reference', { faults: 0.5, late: 0.1, lateness: exponential, silent: 0.33 }, 0],
])(`${submissions} submissions, half of all requests fail: %s`, async (name, weather, mostDuplicates) => {
  const result = await campaign(weather, ours);
  process.stdout.write(`${name} (seed ${seed})\n  ours   ${JSON.stringify(result)}\n`);
  expect(result.wrong).toBe(0);
  expect(result.lost).toBe(0);
  expect(result.duplicates).toBeLessThanOrEqual(mostDuplicates);
  expect(result.resolved).toBeGreaterThanOrEqual(submissions * 0.98);
});

test(`${submissions} submissions of a careless client: the first weather is bad enough to tell`, async () => {
  const compared = await campaign({ faults: 0.5 }, blind);
  process.stdout.write(`two blind retries (seed ${seed})\n  blind  ${JSON.stringify(compared)}\n`);
  expect(compared.duplicates).toBeGreaterThan(submissions / 20);
});

test(`${submissions} translations, which only the list finds: jobs are made before the answer breaks`, async () => {
  const result = await campaign({ faults: 0.5 }, translations);
  process.stdout.write(`translations (seed ${seed})\n  ours   ${JSON.stringify(result)}\n`);
  expect([result.wrong, result.lost, result.duplicates]).toEqual([0, 0, 0]);
  expect(result.resolved).toBeGreaterThanOrEqual(submissions * 0.98);
});
