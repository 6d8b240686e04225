/**
 * What the gate for submissions has learnt; times are milliseconds of the database's clock. A limit of submissions and a limit
 * of jobs are both a 429: what gets through next, beside fewer jobs or beside as many, tells them apart.
 */
export interface Pace {
  /** No submission before this. */
  readonly nextAt: number;
  /** Milliseconds from one submission to the next, if refusals have shown that the documented pace is too fast. */
  readonly gap: number;
  /** How many jobs the plan lets run at once, if refusals have shown it. */
  readonly cap: number | null;
  /** Beside how many a submission was refused, until one gets through. */
  readonly suspect: number | null;
  readonly refusedAt: number;
  /** Refusals in a row. */
  readonly tries: number;
  /** No submission before this beside as many as were refused; beside fewer from `nextAt` on. */
  readonly probeAt: number;
  /** Submissions that got through since `since`, which is less than a minute ago. */
  readonly passes: number;
  readonly since: number;
  /** Submissions that got through since the last refusal or trial, and how many have to before the next trial. */
  readonly calm: number;
  readonly patience: number;
  /** Which of the two is being raised on trial. */
  readonly trial: 'cap' | 'gap' | null;
  /** What the worker allowed that submitted last. */
  readonly limits?: Limits | undefined;
}

/** What a worker allows. */
export interface Limits {
  /** Submissions a minute. */
  readonly perMinute: number;
  /** Jobs at the API at once. */
  readonly maxRunning: number;
}

const minute = 60_000;
// A hundredth below the limit: half of that for a worker that wakes late, half for an uneven network.
const margin = 1.01;
const latest = (minute * (margin - 1)) / 2;
// Without a Retry-After the gate shuts for so long, and for twice as long after each refusal that follows.
const firstWait = 5_000;
const longestProbeWait = 60 * minute;
const longestRetryAfter = 10 * minute;
// A submission that has to show whether a limit is over is answered by then, or its worker is gone.
const longestProbe = 30_000;
// The first that got through may be the last for which there was room.
const pause = 1_000;
// A refusal after so many that got through is chance, and teaches nothing.
const steady = 100;
// Each trial that is refused makes the next one four times as rare, each that is not twice as frequent.
const patience = { least: 10, cautious: 50, most: 500 };
// How much more a trial is, before one was refused and after that.
const bold = 0.1;
const careful = 0.02;
// Fewer in a minute say nothing of the pace.
const fewestPasses = 12;

/** The gate that has learnt nothing yet. */
export const freshPace: Pace = {
  ...{ nextAt: 0, gap: 0, cap: null, suspect: null, refusedAt: 0, tries: 0, probeAt: 0 },
  ...{ passes: 0, since: 0, calm: steady, patience: patience.least, trial: null },
};

/** The next state if a submission may go now, else how many milliseconds to wait. */
export function admit(
  pace: Pace,
  now: number,
  running: number,
  limits: Limits,
): { readonly pace: Pace } | { readonly wait: number } {
  const { perMinute, maxRunning } = limits;
  const { suspect, cap } = pace;
  const opensAt = suspect !== null && running >= suspect ? Math.max(pace.nextAt, pace.probeAt) : pace.nextAt;
  if (now < opensAt) return { wait: opensAt - now };
  // Nobody is told when a job ends but by the database.
  if (running >= Math.min(maxRunning, (suspect === null ? cap : null) ?? maxRunning)) return { wait: 1_000 };
  const documented = (minute / perMinute) * margin;
  const gap = pace.gap > documented ? pace.gap : 0;
  if (suspect !== null) return { pace: { ...pace, gap, limits, nextAt: now + longestProbe } };
  return { pace: { ...pace, gap, limits, nextAt: Math.max(pace.nextAt, now - latest) + (gap || documented) } };
}

/** A submission that was let in at `admittedAt`, beside `running` others, got through. */
export function passed(pace: Pace, now: number, running: number, admittedAt: number = now): Pace {
  const isCounting = now - pace.since < minute;
  const counted: Pace = { ...pace, passes: isCounting ? pace.passes + 1 : 1, since: isCounting ? pace.since : now };
  if (pace.suspect !== null) return admittedAt < pace.refusedAt ? counted : understood(pace, counted, now, running);
  const { cap, gap, trial } = pace;
  const calm = pace.calm + 1;
  const isFull = cap !== null && running + 1 >= cap;
  const enough = isFull ? pace.patience : Math.max(pace.patience, steady);
  if (calm < enough || !(isFull || gap > 0)) return { ...counted, calm };
  const next: Pace = {
    ...counted,
    calm: 0,
    patience: trial ? Math.max(patience.least, pace.patience / 2) : pace.patience,
  };
  return isFull
    ? { ...next, trial: 'cap', cap: cap + stepOf(next, cap) }
    : { ...next, trial: 'gap', gap: gap - stepOf(next, gap) };
}

/** A submission that was let in at `admittedAt`, beside `running` others, was refused by a rate limit (429). */
export function refused(
  pace: Pace,
  now: number,
  { admittedAt, running, retryAfter }: { admittedAt: number; running: number; retryAfter?: number | undefined },
): Pace {
  // Those that were under way together are refused together.
  if (admittedAt < pace.refusedAt) return pace;
  const wait = Math.min(firstWait * 2 ** pace.tries, longestProbeWait);
  return {
    ...pace,
    nextAt: now + Math.min(retryAfter ?? Math.min(wait, minute), longestRetryAfter),
    probeAt: retryAfter === undefined ? now + wait : 0,
    refusedAt: now,
    tries: pace.tries + 1,
    suspect: Math.min(running, pace.suspect ?? running),
  };
}

/** What a limit was, once it is over. */
function understood(pace: Pace, counted: Pace, now: number, running: number): Pace {
  const { cap, gap, trial } = pace;
  const suspect = pace.suspect ?? 0;
  const isSure = pace.tries > 1;
  const next: Pace = { ...counted, nextAt: now + Math.max(gap, pause), suspect: null, tries: 0, calm: 0, trial: null };
  if (!isSure && pace.calm >= steady) return next;
  const taught = {
    ...next,
    patience: trial ? Math.min(pace.patience * 4, patience.most) : Math.min(pace.patience, patience.cautious),
  };
  // It was what was tried; else, if it got through with fewer jobs running, their number; else the pace.
  if (trial ? trial === 'cap' : running < suspect) {
    const lower = cap === null ? suspect : Math.min(cap - stepOf(pace, cap), isSure ? suspect : cap);
    return { ...taught, cap: Math.max(1, lower) };
  }
  const learnt = isSure && pace.passes >= fewestPasses ? (minute / pace.passes) * margin : 0;
  return { ...taught, gap: Math.max(learnt, trial === 'gap' ? gap + stepOf(pace, gap) : gap * margin) };
}

function stepOf(pace: Pace, value: number): number {
  return Math.max(1, Math.round(value * (pace.patience > patience.least ? careful : bold)));
}
