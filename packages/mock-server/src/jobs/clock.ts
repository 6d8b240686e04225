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

/** A clock that can be asked to do something later. */
export interface Alarm extends MockClock {
  /** Calls `ring` once `moment` has come. */
  at(moment: number, ring: () => void): void;
  /** Forgets all that was to be done later. */
  clear(): void;
}

interface Entry {
  readonly moment: number;
  readonly ring: () => void;
  timer?: NodeJS.Timeout;
}

// A timer beyond this fires at once.
const longestTimer = 2 ** 31 - 1;

/** With `manual`, time stands still until it is advanced, and always begins at the same instant. */
export function createClock(kind: 'system' | 'manual'): Alarm {
  const start = Date.UTC(2026, 3, 7, 10);
  let skipped = 0;
  const waiting = new Set<Entry>();
  const now = () => (kind === 'manual' ? start : Date.now()) + skipped;

  /** Rings if the moment has come; else the system clock checks again when it should have. */
  const check = (entry: Entry): void => {
    clearTimeout(entry.timer);
    const left = entry.moment - now();
    if (left <= 0) {
      waiting.delete(entry);
      entry.ring();
    } else if (kind === 'system') {
      entry.timer = setTimeout(check, Math.min(left, longestTimer), entry).unref();
    }
  };

  return {
    now,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`advance takes milliseconds >= 0, got ${ms}`);
      skipped += ms;
      for (const entry of [...waiting].sort((one, other) => one.moment - other.moment)) check(entry);
    },
    at(moment, ring) {
      const entry = { moment, ring };
      waiting.add(entry);
      check(entry);
    },
    clear() {
      for (const { timer } of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
