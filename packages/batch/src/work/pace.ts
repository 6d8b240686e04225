/** What the gate for submissions has learnt; times are milliseconds of the database's clock. */
export interface Pace {
  /** No submission before this. */
  readonly nextAt: number;
  /** Milliseconds from one submission to the next, if refusals have shown that the documented pace is too fast. */
  readonly gap: number;
  /** How many jobs the plan lets run at once, if refusals have shown it. */
  readonly cap: number | null;
  /** How many ran at the last refusal, until a submission that gets through tells what it meant. */
  readonly suspect: number | null;
  readonly refusedAt: number;
  /** Submissions that got through since the last refusal was understood. */
  readonly passes: number;
  readonly since: number;
}

/** What a worker allows. */
export interface Limits {
  /** Submissions a minute. */
  readonly perMinute: number;
  /** Jobs at the API at once. */
  readonly maxRunning: number;
}

/** The gate that has learnt nothing yet. */
export const freshPace: Pace = { nextAt: 0, gap: 0, cap: null, suspect: null, refusedAt: 0, passes: 0, since: 0 };

const minute = 60_000;
// A hundredth below the limit, so that an uneven network does not push one too many into a minute.
const margin = 1.01;
// A submission that has to show whether a limit is over is answered by then, or its worker is gone.
const longestProbe = 30_000;
// So many that got through let the gate try a little more: it costs one refusal if nothing has changed.
const passesToTryMore = 200;
// Fewer say nothing of the pace.
const fewestPasses = 12;

/** The next state if a submission may go now, else how many milliseconds to wait. */
export function admit(
  pace: Pace,
  now: number,
  running: number,
  { perMinute, maxRunning }: Limits,
): { readonly pace: Pace } | { readonly wait: number } {
  if (now < pace.nextAt) return { wait: pace.nextAt - now };
  const isProbe = pace.suspect !== null;
  const most = isProbe ? maxRunning : Math.min(maxRunning, pace.cap ?? Number.POSITIVE_INFINITY);
  // Nobody is told when a job ends but by the database.
  if (running >= most) return { wait: 1_000 };
  const gap = Math.max((minute / perMinute) * margin, pace.gap);
  // A worker that woke late does not slow the others down.
  return { pace: { ...pace, nextAt: isProbe ? now + longestProbe : Math.max(pace.nextAt, now - gap) + gap } };
}

/** A submission that was let in beside `running` others got through. */
export function passed(pace: Pace, now: number, running: number): Pace {
  const passes = pace.passes + 1;
  if (pace.suspect === null) {
    const grows = pace.cap !== null && running + 1 >= pace.cap && passes % passesToTryMore === 0;
    const cap = grows ? (pace.cap ?? 0) + 1 : pace.cap;
    return { ...pace, passes, cap, gap: pace.gap * 0.9985, since: pace.since || now };
  }
  const understood: Pace = { ...pace, suspect: null, nextAt: now, passes: 0, since: now };
  // With fewer jobs running it got through: their number was the limit. With as many, the pace was.
  if (running < pace.suspect) return { ...understood, cap: Math.max(1, pace.suspect) };
  const gap = passes >= fewestPasses ? ((now - pace.since) / passes) * margin : pace.gap * 1.2;
  return { ...understood, gap };
}

/** A submission that was let in at `admittedAt`, beside `running` others, was refused by a rate limit (429). */
export function refused(
  pace: Pace,
  now: number,
  {
    admittedAt,
    running,
    retryAfter = minute,
  }: { admittedAt: number; running: number; retryAfter?: number | undefined },
): Pace {
  // Those that were under way together are refused together.
  if (admittedAt < pace.refusedAt) return pace;
  return {
    ...pace,
    nextAt: now + Math.min(retryAfter, 10 * minute),
    refusedAt: now,
    suspect: Math.min(running, pace.suspect ?? running),
  };
}
