import { onAbort } from './on-abort.ts';

/** Why an attempt ended that was not aborted. */
export class TimedOut extends Error {}

/** The time that some work may take. */
export interface TimeLimit {
  /** Aborted at the end: when the caller aborts, or when nothing moved for too long. */
  readonly signal: AbortSignal;
  /** Says that something moved. */
  readonly moved: () => void;
  /** What the work comes to, or the reason of the end, even if the work ignores its signal. */
  readonly race: <T>(work: Promise<T>) => Promise<T>;
}

/** Limits work to `ms` milliseconds without a move. Leaves no timer and no listener behind once the work was raced. */
export function startLimit(ms: number, signal: AbortSignal | null | undefined): TimeLimit {
  // By hand: AbortSignal.timeout() and AbortSignal.any() cost several times as much.
  const controller = new AbortController();
  let fail: (reason: unknown) => void = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    timer = setTimeout(() => end(new TimedOut(`nothing moved for ${ms} ms`)), ms);
  };
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
    leave();
  };
  const end = (reason: unknown) => {
    stop();
    fail(reason);
    controller.abort(reason);
  };
  const leave = onAbort(signal, () => end(signal?.reason));
  start();
  return {
    signal: controller.signal,
    moved() {
      if (timer === undefined) return;
      clearTimeout(timer);
      start();
    },
    race: (work) =>
      new Promise((resolve, reject) => {
        fail = reject;
        // The work's first step may have aborted it.
        if (signal?.aborted) fail(signal.reason);
        // Not by finally(), which costs two promises more.
        const stopAnd =
          <T>(settle: (outcome: T) => void) =>
          (outcome: T) => {
            stop();
            settle(outcome);
          };
        work.then(stopAnd(resolve), stopAnd(reject));
      }),
  };
}

/** Runs work within a limit; never begins if the caller has aborted. */
export async function limitTime<T>(
  ms: number,
  signal: AbortSignal | null | undefined,
  run: (signal: AbortSignal, moved: () => void) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw signal.reason;
  const limit = startLimit(ms, signal);
  return limit.race(run(limit.signal, limit.moved));
}
