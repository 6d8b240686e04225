/** Why an attempt ended that was not aborted. */
export class TimedOut extends Error {}

/**
 * Runs one attempt, and ends it when the caller aborts or when nothing moved for `ms`, even if the attempt ignores its
 * signal; `moved` says that something did. Leaves no timer and no listener behind.
 */
export function limitTime<T>(
  ms: number,
  signal: AbortSignal | null | undefined,
  run: (signal: AbortSignal, moved: () => void) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  // By hand: AbortSignal.timeout() and AbortSignal.any() cost several times as much.
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      timer = setTimeout(() => end(new TimedOut(`nothing moved for ${ms} ms`)), ms);
    };
    const moved = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      start();
    };
    const stop = () => {
      clearTimeout(timer);
      timer = undefined;
      signal?.removeEventListener('abort', onAbort);
    };
    const end = (reason: unknown) => {
      stop();
      reject(reason);
      controller.abort(reason);
    };
    const onAbort = () => end(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    start();
    run(controller.signal, moved).then(resolve, reject).finally(stop);
  });
}
