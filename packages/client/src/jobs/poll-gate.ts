import { RateLimitError } from '../errors.ts';
import { longestRetryAfter, retryAfter } from '../http/retry-policy.ts';
import { type Sleeper, sleep } from '../http/sleep.ts';

/** A wait between two looks at its job. */
export interface Pausing extends Sleeper {
  readonly options: { readonly signal?: AbortSignal | null | undefined };
  /** Set once a list has shown the job. */
  readonly seen?: unknown;
}

/** Slows down all polls of a kind together once one of them meets a rate limit. */
export class PollGate {
  #openAt = 0;
  #limits = 0;
  #slowdown = 1;

  /**
   * Waits `delay` milliseconds, longer while limits are near, and then until the gate is open; ends early once the job
   * is shown. False if the moment `until` comes before that.
   */
  async pass(delay: number, until: number, pausing: Pausing): Promise<boolean> {
    let wait = delay * this.#slowdown;
    do {
      const left = until - performance.now();
      await sleep(Math.max(0, Math.min(wait, left)), pausing.options.signal, pausing);
      if (pausing.seen) return true;
      if (wait > left) return performance.now() >= this.#openAt;
      wait = this.#openAt - performance.now();
      // Those who waited together must not come back together.
      if (wait > 0) wait += Math.random() * 1_000 * this.#slowdown;
    } while (wait > 0);
    return true;
  }

  /** Takes note of how a read ends. */
  async note<T>(read: Promise<T>): Promise<T> {
    try {
      const answer = await read;
      // The pace recovers by a tenth.
      this.#limits = 0;
      this.#slowdown = Math.max(this.#slowdown * 0.9, 1);
      return answer;
    } catch (failure) {
      if (failure instanceof RateLimitError) this.#limited(failure.headers);
      throw failure;
    }
  }

  /** No poll goes out until the limit is over, and all go slower after it. */
  #limited(headers: Headers | undefined): void {
    const now = performance.now();
    // The refusals of polls that were under way together count once.
    if (now < this.#openAt) return;
    const backoff = Math.min(1_000 * 2 ** this.#limits++, 16_000);
    const wait = retryAfter(headers) ?? backoff * (1 - 0.1 * Math.random());
    // One absurd answer must not stop every wait for good.
    this.#openAt = now + Math.min(wait, longestRetryAfter);
    this.#slowdown = Math.min(this.#slowdown * 2, 16);
  }
}
