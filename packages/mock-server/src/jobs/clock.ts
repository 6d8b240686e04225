/** The mock's own time: it decides what state a job is in. */
export interface MockClock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /**
   * Moves the time forward.
   *
   * @param ms - how far, in milliseconds
   * @throws RangeError when `ms` is negative or not finite
   */
  advance(ms: number): void;
}

/** With `manual`, time stands still until it is advanced, and always begins at the same instant. */
export function createClock(kind: 'system' | 'manual'): MockClock {
  const start = Date.UTC(2026, 3, 7, 10);
  let skipped = 0;
  return {
    now: () => (kind === 'manual' ? start : Date.now()) + skipped,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`advance takes milliseconds >= 0, got ${ms}`);
      skipped += ms;
    },
  };
}
