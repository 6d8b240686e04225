import { vi } from 'vitest';

/** Runs `work` on a separate clock: timers fire at once and in order, and nothing sleeps. */
export async function inVirtualTime<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'],
    now: Date.UTC(2026, 3, 7),
  });
  try {
    let over = false;
    const result = work().finally(() => {
      over = true;
    });
    result.catch(() => {});
    while (!over) {
      // Bodies and streams settle through the event loop, which is not virtual.
      await new Promise((resolve) => setImmediate(resolve));
      if (!over) await vi.advanceTimersToNextTimerAsync();
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
