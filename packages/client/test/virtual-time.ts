import { vi } from 'vitest';

/** The step to the next timer, of the clock behind the fake timers. Vitest's own looks through all timers five times. */
interface FakeClock {
  readonly clock: { next(): number };
}

/**
 * Runs `work` on a separate clock: timers fire at once and in order, and nothing sleeps. Bodies and streams settle through
 * the event loop, which is not virtual: it turns so often before each timer. Forms take most turns, JSON takes one.
 */
export async function inVirtualTime<T>(work: () => Promise<T>, turns = 20): Promise<T> {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'],
    now: Date.UTC(2026, 3, 7),
  });
  const { clock } = setTimeout as unknown as FakeClock;
  try {
    let over = false;
    const result = work().finally(() => {
      over = true;
    });
    result.catch(() => {});
    while (!over) {
      for (let turn = 0; turn < turns && !over; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (!over) clock.next();
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
