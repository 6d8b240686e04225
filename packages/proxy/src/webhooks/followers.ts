import { complain } from '../http/answer.ts';
import { fromApplication } from '../http/in-time.ts';
import { Refusal } from '../http/refusal.ts';
import { type Follower, follow } from './follow.ts';
import type { WebhookJob } from './options.ts';
import { createPace } from './pace.ts';
import { createReadJobsOf } from './read-jobs-of.ts';
import type { ResolvedWebhookOptions } from './resolve-options.ts';

/** What is known of all references, as far as this process remembers. */
export interface Followers {
  /** Sees to it that a change of the jobs with this reference reaches `onChange`. */
  check(reference: string): Promise<void>;
  /** A job with this reference is about to be submitted. */
  reopen(reference: string): void;
}

const mostKept = 2_000;

/** Remembers the references that were called for last; of one that was forgotten, the jobs are read and told again. */
export function createFollowers({ onChange, readsPerMinute, ...access }: ResolvedWebhookOptions): Followers {
  const kept = new Map<string, Follower>();
  const read = createReadJobsOf(access);
  const pace = createPace(readsPerMinute);

  async function tell(job: WebhookJob): Promise<void> {
    try {
      const told = (async () => onChange(job))();
      await fromApplication(told, 'onChange');
    } catch (error) {
      complain(error);
      throw new Refusal(500, 'internal error');
    }
  }

  return {
    async check(reference) {
      const follower = kept.get(reference) ?? follow({ read: () => read(reference), tell, pace });
      const done = follower.check();
      // Not before: what is refused for want of room takes no other's place.
      if (!kept.has(reference)) {
        const [oldest] = kept.keys();
        if (kept.size >= mostKept) kept.delete(oldest as string);
        kept.set(reference, follower);
      }
      await done;
    },
    reopen(reference) {
      kept.get(reference)?.reopen();
    },
  };
}
