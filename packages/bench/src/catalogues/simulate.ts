import type { admit, freshPace, Limits, Pace, passed, refused } from '../../../batch/src/worker/pace.ts';
import { seeded } from '../../../batch/test/crash/seeded.ts';
import { EventQueue } from './event-queue.ts';
import { minute, type Scenario, second } from './scenario.ts';
import { SimulatedAPI } from './simulated-api.ts';

/** The functions of the batch that decide when the next submission goes. */
export interface Policy {
  readonly freshPace: typeof freshPace;
  readonly admit: typeof admit;
  readonly passed: typeof passed;
  readonly refused: typeof refused;
}

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

const submissionsAtOnce = 16;
const settleTimeout = 30 * second;
const retryDelay = 2 * second;
const kinds = { ask: 0, arrive: 1, answer: 2, end: 3, seen: 4, again: 5 } as const;

/** Runs a catalogue to its end, from event to event. */
export function simulate(scenario: Scenario, policy: Policy): Run {
  const random = seeded(scenario.seed);
  const api = new SimulatedAPI(scenario, random);
  const events = new EventQueue();
  const limits: Limits = { perMinute: 60, maxRunning: scenario.maxRunning };
  const slots = submissionsAtOnce * scenario.workers;
  // Of each submission under way.
  const turns = new Map<number, { admittedAt: number; running: number; resumes: boolean; outcome: number }>();
  let pace: Pace = policy.freshPace;
  let now = 0;
  let unsent = scenario.items;
  let resuming = 0;
  let left = scenario.items;
  /** Items that count as running for the gate: under way, or with a job that is not seen to have ended. */
  let running = 0;
  let underWay = 0;
  let nextTurn = 0;
  let posts = 0;
  let refusals = 0;
  let contested = 0;
  let waitedForGate = false;
  let askAt = Number.POSITIVE_INFINITY;

  const exponential = (mean: number) => -mean * Math.log(1 - random());
  const network = () => 40 + exponential(40);
  const ask = (delay: number) => {
    // Timers and statements come a little late; the first of the workers wins.
    const at = now + delay + 2 + exponential(3 / scenario.workers);
    if (at >= askAt) return;
    askAt = at;
    events.add(at, kinds.ask, at);
  };
  const found = () =>
    random() < 0.8 ? 0.3 * second : Math.min(0.5 * second * (1 - random()) ** (-1 / 1.5), settleTimeout);

  ask(0);
  while (left > 0) {
    const { time, kind, payload } = events.take();
    now = time;
    if (kind === kinds.ask) {
      if (payload !== askAt) continue;
      askAt = Number.POSITIVE_INFINITY;
      if (underWay >= slots || unsent + resuming === 0) continue;
      const answer = policy.admit(pace, now, running, limits);
      if ('wait' in answer) {
        waitedForGate = answer.wait !== second;
        // Each worker looks once a second.
        ask(waitedForGate ? answer.wait : (random() * second) / Math.min(scenario.workers, 10) + second / 10);
        continue;
      }
      pace = answer.pace;
      if (waitedForGate) contested++;
      waitedForGate = false;
      const turn = nextTurn++;
      const resumes = resuming > 0;
      if (resumes) resuming--;
      else unsent--;
      turns.set(turn, { admittedAt: now, running, resumes, outcome: 0 });
      running++;
      underWay++;
      // What was sent before is looked for first.
      events.add(now + network() + (resumes ? settleTimeout : 0), kinds.arrive, turn);
      ask(0);
    } else if (kind === kinds.arrive) {
      const turn = turns.get(payload);
      if (!turn) continue;
      posts++;
      const isLost = random() < scenario.lost;
      // Half of what is lost never came.
      const isMade = !(isLost && random() < 0.5) && api.submit(now);
      if (isMade === 'refused') {
        turn.outcome = 1;
        events.add(now + network(), kinds.answer, payload);
        continue;
      }
      if (isMade) {
        const [from, to] = scenario.duration;
        events.add(now + from + random() * (to - from), kinds.end, now);
      }
      turn.outcome = isMade ? 0 : 2;
      events.add(now + network() + (isMade ? (isLost ? found() : 0) : settleTimeout), kinds.answer, payload);
    } else if (kind === kinds.answer) {
      const turn = turns.get(payload);
      if (!turn) continue;
      turns.delete(payload);
      underWay--;
      if (turn.outcome === 0) pace = policy.passed(pace, now, turn.running, turn.admittedAt);
      else {
        running--;
        if (turn.outcome === 1) {
          refusals++;
          pace = policy.refused(pace, now, {
            admittedAt: turn.admittedAt,
            running: turn.running,
          });
          if (turn.resumes) resuming++;
          else unsent++;
        } else events.add(now + retryDelay, kinds.again, 0);
      }
      ask(0);
    } else if (kind === kinds.again) {
      resuming++;
      ask(0);
    } else if (kind === kinds.end) {
      api.running--;
      // Lists come between half a pause and a whole one; see nextPoll() of the client.
      const pause = Math.min(0.09 * (now - payload), 30 * second);
      events.add(now + random() * pause * 0.75 + 0.2 * second, kinds.seen, 0);
    } else {
      running--;
      left--;
      ask(0);
    }
  }
  return { milliseconds: now, posts, refusals, turns: nextTurn, contested };
}

/** What no catalogue can be faster than: the limit of submissions and the last job, if it is a long one, or the limit of jobs. */
export function floorOf({ items, limit, cap, duration: [from, to], maxRunning }: Scenario): number {
  const atOnce = Math.min(cap ?? maxRunning, maxRunning);
  return items * Math.max(minute / Math.min(limit, 60) + to / items, (from + to) / 2 / atOnce);
}
