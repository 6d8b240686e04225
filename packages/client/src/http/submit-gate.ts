import { APIUserAbortError, RateLimitError } from '../errors.ts';
import { onAbort } from './on-abort.ts';
import { longestRetryAfter, proofOf, retryAfter } from './retry-policy.ts';

interface Waiter {
  readonly turn: number;
  /** How long it waits at most without any submission getting through. */
  readonly patience: number;
  readonly since: number;
  readonly go: () => void;
  readonly fail: (limit: RateLimitError) => void;
}

// So many refusals a limit costs at most when it is met first, and so many submissions are under way at most.
const mostUnderWay = 32;
// Fewer that got through between two limits say nothing of the pace.
const fewestPasses = 12;
// The pace is tried a little faster with each that gets through, and slower with each limit that teaches nothing.
const faster = 0.9985;
const slower = 1.05;

/**
 * Lets the submissions of a client out in turn: all at once until one meets a rate limit, then at the pace that got
 * through between two limits.
 */
export class SubmitGate {
  #turns = 0;
  readonly #waiting: Waiter[] = [];
  #underWay = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** A limit was met: one submission at a time probes whether it is over, from `openAt` on. */
  #isClosed = false;
  #openAt = 0;
  #probe: number | undefined;
  #probedAt = 0;
  /** Milliseconds from one submission to the next. */
  #pace = 0;
  #nextAt = Number.NEGATIVE_INFINITY;
  /** How many got through since then: what the pace is learnt from. */
  #passes = 0;
  #since = 0;
  #lastPass = 0;

  /** A place in the line, which a submission keeps when it is refused. */
  turn(): number {
    return this.#turns++;
  }

  /** Undefined if the submission may go at once; else waits for its turn. Who has entered must leave. */
  enter(
    turn: number,
    name: string,
    patience: number,
    signal: AbortSignal | null | undefined,
  ): Promise<void> | undefined {
    const now = performance.now();
    if (this.#waiting.length === 0 && this.#wait(now) <= 0) {
      this.#start(turn, now);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const remove = () => {
        leave();
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      };
      const abort = () => {
        remove();
        reject(new APIUserAbortError(`${name}: aborted`, { cause: signal?.reason }));
        this.#pump();
      };
      const leave = onAbort(signal, abort);
      const waiter: Waiter = {
        turn,
        patience,
        since: now,
        go() {
          remove();
          resolve();
        },
        fail(limit) {
          remove();
          reject(new RateLimitError(`${name}: not sent, because of a rate limit: ${limit.message}`, limit as never));
        },
      };
      let place = this.#waiting.length;
      while (place > 0 && (this.#waiting[place - 1] as Waiter).turn > turn) place--;
      this.#waiting.splice(place, 0, waiter);
      if (signal?.aborted) return abort();
      this.#pump();
    });
  }

  /** A submission is over; `delay` is how long it waits itself, if it was refused. */
  leave(turn: number, failure?: unknown, delay?: number): void {
    this.#underWay--;
    const now = performance.now();
    const probed = turn === this.#probe;
    if (probed) this.#probe = undefined;
    if (failure instanceof RateLimitError && proofOf(failure) === 'limited') {
      // One absurd answer must not stop all submissions for good.
      const wait = Math.min(delay ?? retryAfter(failure.headers) ?? 1_000, longestRetryAfter);
      this.#openAt = Math.max(this.#openAt, now + wait);
      this.#isClosed = true;
      for (const waiter of [...this.#waiting]) {
        if (this.#openAt > Math.max(this.#lastPass, waiter.since) + waiter.patience) waiter.fail(failure);
      }
    } else {
      if (probed) {
        this.#isClosed = false;
        if (this.#passes >= fewestPasses)
          this.#learnFrom(this.#probedAt, (this.#probedAt - this.#since) / this.#passes);
        else this.#pace *= slower;
        this.#nextAt = this.#probedAt + this.#pace;
      }
      this.#passes++;
      this.#lastPass = now;
      this.#pace *= faster;
    }
    this.#pump();
  }

  /** Milliseconds until the next may go; infinite if another must leave first. */
  #wait(now: number): number {
    const isFull = this.#isClosed ? this.#probe !== undefined : this.#underWay >= mostUnderWay;
    return isFull ? Number.POSITIVE_INFINITY : (this.#isClosed ? this.#openAt : this.#nextAt) - now;
  }

  #start(turn: number, now: number): void {
    if (this.#isClosed) {
      this.#probe = turn;
      this.#probedAt = now;
    } else if (now - this.#nextAt > longestRetryAfter) {
      // After a rest nothing that was learnt holds.
      this.#learnFrom(now, 0);
    }
    this.#nextAt = Math.max(this.#nextAt, now - this.#pace) + this.#pace;
    this.#underWay++;
  }

  #learnFrom(now: number, pace: number): void {
    this.#pace = pace;
    this.#since = now;
    this.#passes = 0;
  }

  #pump(): void {
    clearTimeout(this.#timer);
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const now = performance.now();
      const wait = this.#wait(now);
      if (wait > 0) {
        if (wait < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#pump(), wait);
        return;
      }
      this.#start(next.turn, now);
      next.go();
    }
  }
}
