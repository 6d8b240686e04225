import { longestRetryAfter, retryAfter } from '../http/retry-policy.ts';
import { sleep } from '../http/sleep.ts';

/** Slows down all polls of a client together once one of them meets a rate limit. */
export class PollGate {
  #openAt = 0;
  #limits = 0;
  #slowdown = 1;

  /**
   * Waits `delay` milliseconds, longer while limits are near, and then until the gate is open. False if the moment
   * `until` comes before that.
   */
  async pass(delay: number, until: number, signal?: AbortSignal | null): Promise<boolean> {
    let wait = delay * this.#slowdown;
    do {
      const left = until - performance.now();
      await sleep(Math.max(0, Math.min(wait, left)), signal);
      if (wait > left) return performance.now() >= this.#openAt;
      wait = this.#openAt - performance.now();
      // Those who waited together must not come back together.
      if (wait > 0) wait += Math.random() * 1_000 * this.#slowdown;
    } while (wait > 0);
    return true;
  }

  /** A poll met a rate limit: none goes out until it is over, and all go slower after it. */
  limited(headers: Headers | undefined): void {
    const now = performance.now();
    // The refusals of polls that were under way together count once.
    if (now < this.#openAt) return;
    const backoff = Math.min(1_000 * 2 ** this.#limits++, 16_000);
    const wait = retryAfter(headers) ?? backoff * (1 - 0.1 * Math.random());
    // One absurd answer must not stop every wait for good.
    this.#openAt = now + Math.min(wait, longestRetryAfter);
    this.#slowdown = Math.min(this.#slowdown * 2, 16);
  }

  /** A poll got through: the pace recovers by a tenth. */
  passed(): void {
    this.#limits = 0;
    this.#slowdown = Math.max(this.#slowdown * 0.9, 1);
  }
}
