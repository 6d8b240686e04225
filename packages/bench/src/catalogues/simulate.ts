import TinyQueue from 'tinyqueue';
import { admit, freshPace, passed, refused } from '../../../batch/src/worker/pace.ts';
import { seeded } from '../../../batch/test/crash/seeded.ts';
import { minute, type Scenario, second } from './scenario.ts';

/** What a run has come to. */
export interface Run {
  readonly milliseconds: number;
  /** Requests that submit a job, refused ones included. */
  readonly posts: number;
  readonly refusals: number;
  /** Turns at the gate: more than posts if a job was found before it was sent again. */
  readonly turns: number;
  /** Of these, turns that all workers waited for together. */
  readonly contested: number;
}

interface Event {
  readonly at: number;
  readonly happen: () => void;
}

/** A submission under way. */
interface Turn {
  readonly admittedAt: number;
  readonly running: number;
  readonly resumes: boolean;
}

const submissionsAtOnce = 16;
const settleTimeout = 30 * second;
const retryDelay = 2 * second;

/** Runs a catalogue to its end by the batch's own policy, from event to event. */
export function simulate(scenario: Scenario): Run {
  const { workers, maxRunning, duration, lost } = scenario;
  const random = seeded(scenario.seed);
  const api = simulateAPI(scenario, random);
  const events = new TinyQueue<Event>([], (one, other) => one.at - other.at);
  const result = { milliseconds: 0, posts: 0, refusals: 0, turns: 0, contested: 0 };
  let pace = freshPace;
  let now = 0;
  let unsent = scenario.items;
  let resuming = 0;
  let left = scenario.items;
  /** Items that count as running for the gate: under way, or with a job that is not seen to have ended. */
  let running = 0;
  let underWay = 0;
  let waitedForGate = false;
  let askAt = Number.POSITIVE_INFINITY;

  const later = (delay: number, happen: () => void) => void events.push({ at: now + delay, happen });
  const exponential = (mean: number) => -mean * Math.log(1 - random());
  const network = () => 40 + exponential(40);
  const found = () =>
    random() < 0.8 ? 0.3 * second : Math.min(0.5 * second * (1 - random()) ** (-1 / 1.5), settleTimeout);

  function ask(delay = 0): void {
    // Timers and statements come a little late; the first of the workers wins.
    const at = now + delay + 2 + exponential(3 / workers);
    if (at >= askAt) return;
    askAt = at;
    events.push({ at, happen: () => at === askAt && takeTurn() });
  }

  function takeTurn(): void {
    askAt = Number.POSITIVE_INFINITY;
    if (underWay >= submissionsAtOnce * workers || unsent + resuming === 0) return;
    const answer = admit(pace, now, running, { perMinute: 60, maxRunning });
    if ('wait' in answer) {
      waitedForGate = answer.wait !== second;
      // Each worker looks once a second.
      ask(waitedForGate ? answer.wait : (random() * second) / Math.min(workers, 10) + second / 10);
      return;
    }
    pace = answer.pace;
    result.turns++;
    if (waitedForGate) result.contested++;
    waitedForGate = false;
    const turn = { admittedAt: now, running, resumes: resuming > 0 };
    if (turn.resumes) resuming--;
    else unsent--;
    running++;
    underWay++;
    // What was sent before is looked for first.
    later(network() + (turn.resumes ? settleTimeout : 0), () => arrive(turn));
    ask();
  }

  function arrive(turn: Turn): void {
    result.posts++;
    const isLost = random() < lost;
    // Half of what is lost never came.
    if (isLost && random() < 0.5) later(network() + settleTimeout, giveUp);
    else if (!api.submit(now)) later(network(), () => refuse(turn));
    else {
      const made = now;
      later(between(duration, random()), () => end(made));
      later(network() + (isLost ? found() : 0), () => {
        underWay--;
        pace = passed(pace, now, turn.running, turn.admittedAt);
        ask();
      });
    }
  }

  function refuse(turn: Turn): void {
    underWay--;
    running--;
    result.refusals++;
    pace = refused(pace, now, { admittedAt: turn.admittedAt, running: turn.running });
    if (turn.resumes) resuming++;
    else unsent++;
    ask();
  }

  function giveUp(): void {
    underWay--;
    running--;
    later(retryDelay, () => {
      resuming++;
      ask();
    });
    ask();
  }

  function end(made: number): void {
    api.running--;
    // Lists come between half a pause and a whole one; see nextPoll() of the client.
    const pause = Math.min(0.09 * (now - made), 30 * second);
    later(random() * pause * 0.75 + 0.2 * second, () => {
      running--;
      left--;
      ask();
    });
  }

  ask();
  while (left > 0) {
    const { at, happen } = events.pop() as Event;
    now = at;
    happen();
  }
  return { ...result, milliseconds: now };
}

/** How the API takes submissions: 60 a minute, and as many jobs at once as the plan allows. It does not tell that number. */
function simulateAPI({ limit, windows, cap, refusedAtRandom }: Scenario, random: () => number) {
  // When the last submissions came, as many as a minute takes: a ring.
  const taken = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return {
    running: 0,
    /** True if it makes a job. */
    submit(now: number): boolean {
      if (random() < refusedAtRandom) return false;
      if (cap !== undefined && this.running >= cap) return false;
      const first = taken[next] as number;
      const isSameMinute =
        windows === 'fixed' ? Math.floor(first / minute) === Math.floor(now / minute) : now - first < minute;
      if (isSameMinute) return false;
      taken[next] = now;
      next = (next + 1) % limit;
      this.running++;
      return true;
    },
  };
}

const between = ([from, to]: Scenario['duration'], share: number) => from + share * (to - from);

/** What no catalogue can be faster than: the limit of submissions and the last job, if it is a long one, or the limit of jobs. */
export function floorOf({ items, limit, cap, duration: [from, to], maxRunning }: Scenario): number {
  const atOnce = Math.min(cap ?? maxRunning, maxRunning);
  return items * Math.max(minute / Math.min(limit, 60) + to / items, (from + to) / 2 / atOnce);
}
