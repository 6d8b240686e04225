const windowMs = 60_000;

/** Counts requests per token in windows of one minute. */
export interface RateLimiter {
  /** Counts one request; gives the seconds to wait when it is one too many, else 0. */
  take(token: string, now: number): number;
  clear(): void;
}

/** `perMinute` 0 means no limit. All tokens share their windows, so that old ones need no tidying up. */
export function createRateLimiter(perMinute: number): RateLimiter {
  const counts = new Map<string, number>();
  let windowEnd = 0;
  return {
    take(token, now) {
      if (perMinute === 0) return 0;
      if (now >= windowEnd) {
        counts.clear();
        windowEnd = now + windowMs;
      }
      const count = (counts.get(token) ?? 0) + 1;
      counts.set(token, count);
      return count > perMinute ? Math.ceil((windowEnd - now) / 1000) : 0;
    },
    clear() {
      // The next request begins a window, and forgets the counts.
      windowEnd = 0;
    },
  };
}
