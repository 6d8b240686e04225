import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit, freshPace, type Limits, type Pace, passed, refused } from '../src/worker/pace.ts';

// The functions are pure: a simulated API does not report its limits, and its clock jumps.
const second = 1_000;
const minute = 60_000;
const seed = Number(process.env['PACE_SEED'] ?? 20_261_128);
const documented: Limits = { perMinute: 60, maxRunning: 100 };

interface World {
  /** Submissions in any minute. */
  limit: number;
  /** Jobs at once. */
  cap: number;
  /** How long a job takes. */
  duration: number;
  /** From the turn to the API. */
  latency: () => number;
  limits: Limits;
}

const anyNumber = Number.POSITIVE_INFINITY;
const world: World = { limit: 60, cap: anyNumber, duration: 75 * second, latency: () => 50, limits: documented };

/** Submits one after the other until so many have jobs. */
function play(world: World, submissions: number, pace: Pace = freshPace, from = 0) {
  const arrivals: number[] = [];
  const refusals: number[] = [];
  const ends: number[] = [];
  let [now, made, stuck] = [from, 0, 0];
  while (made < submissions && stuck < 100_000) {
    while (ends[0] !== undefined && ends[0] <= now) ends.shift();
    const answer = admit(pace, now, ends.length, world.limits);
    if ('wait' in answer) {
      stuck++;
      // Never past the moment at which the next job ends: the gate looks once a second.
      now += Math.min(answer.wait, second);
      continue;
    }
    stuck = 0;
    ({ pace } = answer);
    const admittedAt = now;
    const running = ends.length;
    const arrival = now + world.latency();
    const recent = arrivals.filter((at) => at > arrival - minute).length;
    if (recent >= world.limit || running >= world.cap) {
      refusals.push(made);
      now = Math.max(now, arrival);
      pace = refused(pace, now, { admittedAt, running });
      continue;
    }
    arrivals.push(arrival);
    if (arrivals.length > 1_000) arrivals.splice(0, 800);
    made++;
    ends.push(arrival + world.duration);
    ends.sort((a, b) => a - b);
    pace = passed(pace, arrival, running, admittedAt);
  }
  return { pace, now, made, refusals, arrivals };
}

/** Refusals in 100 submissions, once `from` jobs were made. */
const rate = (refusals: readonly number[], from: number, to: number) =>
  (100 * refusals.filter((made) => made >= from).length) / (to - from);

describe('the documented pace', () => {
  test('holds 60 a minute, and never sends more than 60 in any minute', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 50, maxLength: 50 }), (jitters) => {
        let turn = 0;
        const latency = () => jitters[turn++ % jitters.length] ?? 0;
        const { arrivals, now } = play({ ...world, limit: anyNumber, latency }, 300);
        for (const arrival of arrivals) {
          expect(arrivals.filter((at) => at >= arrival && at < arrival + minute).length).toBeLessThanOrEqual(60);
        }
        expect(now).toBeLessThan(300 * second * 1.03);
      }),
      { seed, numRuns: 20 },
    );
  });

  test.each([
    ['always a little', (look: number) => (look * 97) % 300, 1.02],
    ['rarely, but a lot', (look: number) => (look % 40 === 5 ? 1_200 : 0), 1.05],
  ])('a worker that wakes late, %s, does not slow down the others, and catches up slowly', (_, lateness, most) => {
    let pace = freshPace;
    const turns: number[] = [];
    for (let now = 0, look = 0; turns.length < 120; look++) {
      const answer = admit(pace, now, 0, documented);
      if ('pace' in answer) {
        turns.push(now);
        ({ pace } = answer);
      } else now += answer.wait + lateness(look);
    }
    expect(turns.at(-1)).toBeLessThan(120 * second * most);
    for (const turn of turns) expect(turns.filter((at) => at >= turn && at < turn + minute).length).toBeLessThan(61);
  });

  test('no more jobs run than are allowed', () => {
    const isAdmitted = (running: number) => 'pace' in admit(freshPace, 0, running, { perMinute: 600, maxRunning: 7 });
    expect([0, 6, 7, 12].map(isAdmitted)).toEqual([true, true, false, false]);
  });
});

describe('limits that are not reported', () => {
  test.each([10, 20, 30, 45, 55])('%i a minute is learnt by a few refusals, and then kept', (limit) => {
    const { refusals, now } = play({ ...world, limit }, 3_000);
    expect(rate(refusals, 300, 3_000)).toBeLessThanOrEqual(1);
    expect(refusals.filter((made) => made < 300).length).toBeLessThanOrEqual(20);
    expect(now).toBeLessThan((3_000 / limit) * minute * 1.3);
  });

  test.each([1, 2, 5, 20, 50])('%i jobs at once are found by a handful of refusals, and then kept', (cap) => {
    const { refusals, now } = play({ ...world, cap }, 3_000);
    expect(refusals.filter((made) => made < 1_000).length).toBeLessThanOrEqual(20);
    expect(rate(refusals, 1_000, 3_000)).toBeLessThanOrEqual(1);
    expect(now).toBeLessThan(3_000 * Math.max(second, world.duration / cap) * 1.1);
  });

  test('films of two hours beside a limit of jobs do not ask in vain more than a few times an hour', () => {
    const films = { ...world, cap: 30, duration: 7_200 * second, limits: { perMinute: 60, maxRunning: 1_000 } };
    const { refusals, now } = play(films, 600);
    expect(refusals.length / (now / 3_600_000)).toBeLessThan(3);
    expect(now).toBeLessThan((600 / 30) * films.duration * 1.1);
  });

  test('a slower limit is learnt as well if no job ends for hours', () => {
    const films = { ...world, limit: 30, duration: 7_200 * second, limits: { perMinute: 60, maxRunning: 10_000 } };
    const { refusals, now, pace } = play(films, 2_000);
    expect(refusals.length).toBeLessThan(20);
    expect(now).toBeLessThan((2_000 / 30) * minute * 1.05);
    expect(pace.cap).toBeNull();
  });

  test('a plan that is raised is noticed, and one that is lowered is kept', () => {
    const learnt = play({ ...world, cap: 20 }, 1_000);
    expect(learnt.pace.cap).toBeLessThanOrEqual(21);
    const raised = play(world, 4_000, learnt.pace, learnt.now);
    expect(raised.pace.cap ?? 100).toBeGreaterThan(60);
    const lowered = play({ ...world, cap: 10 }, 2_000, raised.pace, raised.now);
    expect(lowered.pace.cap).toBeLessThanOrEqual(11);
    expect(rate(lowered.refusals, 1_000, 2_000)).toBeLessThanOrEqual(1);
  });

  test('refusals by chance do not slow a batch down for good', () => {
    fc.assert(
      fc.property(fc.integer(), (first) => {
        // One in 200, whatever the pace.
        let state = first;
        const unlucky: World = {
          ...world,
          get cap() {
            state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
            return (state >>> 8) % 200 === 0 ? 0 : anyNumber;
          },
        };
        expect(play(unlucky, 4_000).now).toBeLessThan(4_000 * second * 1.5);
      }),
      { seed, numRuns: 10 },
    );
  });

  test('a pause of a day between two submissions is no slow pace', () => {
    const learnt = play({ ...world, cap: 50 }, 500);
    const later = play({ ...world, cap: 50 }, 500, learnt.pace, learnt.now + 86_400 * second);
    expect(later.now - learnt.now - 86_400 * second).toBeLessThan(500 * 1.5 * second * 1.15);
  });
});

describe('refusals', () => {
  const shut = refused(freshPace, 0, { admittedAt: 0, running: 5 });

  test('refusals of submissions that were under way together count once', () => {
    const again = refused(refused(freshPace, 100, { admittedAt: 50, running: 5 }), 120, { admittedAt: 60, running: 6 });
    expect(again).toEqual(refused(freshPace, 100, { admittedAt: 50, running: 5 }));
  });

  test('one that was sent before a refusal and gets through after it does not open the gate', () => {
    const later = passed(refused(freshPace, 100, { admittedAt: 50, running: 5 }), 120, 4, 40);
    expect(later.suspect).toBe(5);
    expect(admit(later, 200, 5, documented)).toHaveProperty('wait');
  });

  test('a Retry-After is obeyed, up to ten minutes', () => {
    const waits = [3, 90, 1e9].map((seconds) => {
      const pace = refused(freshPace, 0, { admittedAt: 0, running: 0, retryAfter: seconds * second });
      const answer = admit(pace, 1, 0, documented);
      return 'wait' in answer ? answer.wait + 1 : 0;
    });
    expect(waits).toEqual([3 * second, 90 * second, 600 * second]);
  });

  test('without a Retry-After each refusal in a row doubles the wait, and a success ends it', () => {
    let pace = shut;
    const waits: number[] = [];
    for (let now = 0; waits.length < 6; ) {
      const answer = admit(pace, now, 2, documented);
      if ('wait' in answer) {
        waits.push(answer.wait);
        now += answer.wait;
      } else pace = refused(answer.pace, now, { admittedAt: now, running: 2 });
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160].map((seconds) => seconds * second));
  });

  test('one submission at a time shows whether a limit is over', () => {
    const first = admit(shut, 10 * second, 2, documented);
    if (!('pace' in first)) throw new Error(inspect(first));
    expect(admit(first.pace, 11 * second, 3, documented)).toHaveProperty('wait');
    expect(admit(passed(first.pace, 11 * second, 2), 13 * second, 3, documented)).toHaveProperty('pace');
    expect(admit(first.pace, 41 * second, 3, documented)).toHaveProperty('pace');
  });
});

test('from every state some submission is admitted once time passes and jobs end', () => {
  const step = fc.record({
    what: fc.constantFrom('admit', 'pass', 'refuse'),
    after: fc.integer({ min: 0, max: 2 * minute }),
    running: fc.integer({ min: 0, max: 120 }),
    ago: fc.integer({ min: 0, max: 2 * minute }),
    retryAfter: fc.option(fc.integer({ min: 0, max: 1e12 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      let pace = freshPace;
      let now = 1e12;
      for (const { what, after, running, ago, retryAfter } of steps) {
        now += after;
        const admittedAt = now - ago;
        if (what === 'pass') pace = passed(pace, now, running, admittedAt);
        else if (what === 'refuse') pace = refused(pace, now, { admittedAt, running, retryAfter });
        else {
          const answer = admit(pace, now, running, documented);
          if ('pace' in answer) ({ pace } = answer);
        }
        expect(Object.values(pace).every((value) => typeof value !== 'number' || Number.isFinite(value))).toBe(true);
        expect(pace.cap ?? 1).toBeGreaterThanOrEqual(1);
        expect(JSON.parse(JSON.stringify(pace))).toEqual(pace);
      }
      // The longest Retry-After, and the longest wait before a probe.
      expect(admit(pace, now + 70 * minute, 0, documented)).toHaveProperty('pace');
      // And the pace that was learnt does not stand still.
      expect(pace.gap).toBeLessThan(10 * minute);
    }),
    { seed, numRuns: 150 },
  );
});
