import { type Scenario, second } from './scenario.ts';
import type { Run } from './simulate.ts';

// Counted in packages/batch/src and in pg-boss 12. An item: taken from the queue, its turn at the gate (read, take), its job's
// id, what the gate learns of it (read, write), done with the queue; its result, put into the queue; taken from the queue, read,
// its files, done with the queue.
const perItem = 3 + 1 + 2 + 1 + 2 + 4;
// A turn that made no job: read, take; what was learnt or failed; back to the queue.
const perFurtherTurn = 5;
// Each second of a worker: what it tells the others, its two counts, three looks for results, one for the jobs to follow.
const perSecond = 1 + 2 + 3 + 1;
// Of those at work in a worker each tells every 15 s that it lives: 16 submissions.
const heartbeats = 16 / 15;
// Upkeep of pg-boss, in a worker.
const upkeep = 1.2;
// Who follows the jobs: are there new ones, is the store in doubt.
const following = 2;

/** Statements a second on one store, on average. */
export function statementsPerSecond({ items, workers }: Scenario, { milliseconds, turns, contested }: Run): number {
  const seconds = milliseconds / second;
  // All workers wake for a turn: each of the others reads, comes too late, asks whether the item is still to be sent, reads again.
  const race = contested * (workers - 1) * 4;
  // Each worker asks the gate once a second while it waits.
  const waits = seconds * workers;
  const constant = seconds * (workers * (perSecond + heartbeats + upkeep) + following);
  return (items * perItem + (turns - items) * perFurtherTurn + race + waits + constant) / seconds;
}
