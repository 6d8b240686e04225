import { onAbort } from './on-abort.ts';

/** A sleep that can be ended early. */
export interface Sleeper {
  /** Ends the sleep; there while it lasts. */
  wake?: (() => void) | undefined;
}

/** Waits `ms`, or rejects with the signal's reason as soon as it aborts. Leaves no timer and no listener behind. */
export function sleep(ms: number, signal?: AbortSignal | null, sleeper: Sleeper = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const wake = () => {
      clearTimeout(timer);
      leave();
      sleeper.wake = undefined;
      resolve();
    };
    const leave = onAbort(signal, () => {
      reject(signal?.reason);
      wake();
    });
    sleeper.wake = wake;
    const timer = setTimeout(wake, ms);
  });
}
