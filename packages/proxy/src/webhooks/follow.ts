import { inTime } from '../http/in-time.ts';
import type { WebhookJob } from './options.ts';

/** What is known of the jobs of one reference. */
export interface Follower {
  /**
   * Reads the jobs and hands on what has changed, now or once it may. Calls until then share that read, and all are
   * done when it is. Throws at once if too many reads wait.
   */
  check(): Promise<void>;
  /** A further job may come under this reference. */
  reopen(): void;
}

/** What following takes. */
export interface FollowParts {
  readonly read: () => Promise<readonly WebhookJob[]>;
  readonly tell: (job: WebhookJob) => Promise<void>;
  /** The milliseconds until a read may start. */
  readonly pace: () => number;
}

// From one read of a reference to the next.
const pause = 5_000;
// More than reading and telling can take: what lasts longer has lost its runtime, and never ends.
const longestLook = 65_000;

/** A read and what follows from it, from when it waits for its turn. */
interface Look {
  done: Promise<void>;
  lostAt: number;
}

/** Follows the jobs of one reference until all are over; then nothing is read any more. */
export function follow({ read, tell, pace }: FollowParts): Follower {
  const told = new Map<string, string>();
  let isOver = false;
  let openings = 0;
  let mayReadAt = 0;
  let latest: Look = { done: Promise.resolve(), lostAt: 0 };
  let waiting: Look | undefined;

  async function look(self: Look, wait: number, earlier: Look): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, wait));
    // One after the other, so that the later state is told last.
    await inTime(earlier.done, earlier.lostAt - performance.now(), () => new Error()).catch(() => {});
    // A change from here on may be too late for this read: further calls need another.
    if (waiting === self) waiting = undefined;
    if (isOver) return;
    const now = performance.now();
    mayReadAt = now + pause;
    self.lostAt = now + longestLook;
    const opening = openings;
    const jobs = await read();
    for (const job of jobs) {
      const { id, status } = job;
      if (told.get(id) === status) continue;
      await tell(job);
      told.set(id, status);
    }
    if (opening === openings) isOver = jobs.every(({ status }) => status === 'completed' || status === 'failed');
  }

  return {
    check() {
      if (isOver) return Promise.resolve();
      const now = performance.now();
      if (!waiting || waiting.lostAt < now) {
        const wait = Math.max(pace(), mayReadAt - now);
        const self = { done: latest.done, lostAt: now + wait + longestLook };
        self.done = look(self, wait, latest);
        waiting = latest = self;
      }
      return waiting.done;
    },
    reopen() {
      isOver = false;
      openings++;
    },
  };
}
