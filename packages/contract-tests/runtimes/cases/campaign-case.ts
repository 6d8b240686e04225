import type { Fault } from '@chamelaion/mock-server';
import type { Case } from './case.ts';
import { equal } from './check.ts';
import { body } from './samples.ts';

const submissions = 40;
const seed = 20_260_407;
const faults: readonly Fault[] = [
  'reset',
  'truncate',
  'empty',
  'html',
  { status: 421 },
  { status: 500 },
  { status: 502, body: '' },
];

/** Numbers from 0 to below `end`, the same in every run. */
function dice(state: number): (end: number) => number {
  let seeded = state;
  return (end) => {
    seeded = (Math.imul(seeded, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seeded / 2 ** 32) * end);
  };
}

/** On real connections, so that what a runtime sends again below the client also shows. */
export const campaignCase: Case = {
  name: `${submissions} submissions, half of them struck: none lost, none wrong`,
  async run({ client, stage, traits, Chamelaion }) {
    // What one submission leaves of its faults strikes the next: a row of them may be longer than three.
    const { lipsync } = client({ settleTimeout: 60, maxRetries: 6 });
    const roll = dice(seed);
    const adopted = new Set<string>();
    const told = new Set<string>();
    for (let index = 0; index < submissions; index++) {
      // Past the rate limit's minute, which says nothing here.
      await stage.advance(60_000);
      const fault = faults[roll(faults.length * 2)];
      const when = roll(2) ? 'after' : 'before';
      if (fault) await stage.failNext(fault, { on: 'lipsync.generate', when, times: 1 + roll(3) });
      // One for a submission that looks: else they would add up until a look finds nothing but faults.
      if (fault && roll(2) === 0) await stage.failNext('reset', { on: 'lipsync.requests.list' });
      try {
        adopted.add((await lipsync.generate(body)).request_id);
      } catch (error) {
        if (!(error instanceof Chamelaion.UnknownOutcomeError)) throw error;
        told.add(error.referenceId);
      }
    }
    const ofReference = new Map<string, string[]>();
    for await (const { id, reference_id = '' } of lipsync.requests.list({ limit: 100 })) {
      ofReference.set(reference_id, [...(ofReference.get(reference_id) ?? []), id]);
    }
    const jobs = [...ofReference];
    const isKnown = ([reference, ids]: [string, string[]]) => told.has(reference) || ids.some((id) => adopted.has(id));
    equal(jobs.filter((job) => !isKnown(job)).length, 0, 'the lost jobs');
    const found = jobs.flatMap(([, ids]) => ids.filter((id) => adopted.has(id)));
    equal([found.length, adopted.size + told.size], [adopted.size, submissions], 'jobs that are there, and outcomes');
    const twice = jobs.filter(([, ids]) => ids.length > 1).length;
    if (!traits.sendsAgain) equal(twice, 0, 'the jobs that were paid twice');
    equal(adopted.size >= submissions * 0.98, true, `whether ${adopted.size} of ${submissions} resolved are enough`);
    return `${adopted.size} resolved, ${twice} paid twice`;
  },
};
