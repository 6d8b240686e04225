import { APIUserAbortError } from './errors.ts';
import type { Log } from './log.ts';
import { type RetryBudget, retryDelay } from './retry-policy.ts';
import { sleep } from './sleep.ts';

/** What is retried: its method and path, for messages, and its limits. */
export interface Retried extends RetryBudget {
  readonly method: string;
  readonly name: string;
  readonly signal?: AbortSignal | null | undefined;
  readonly log: Log;
}

/** Attempts until one succeeds or the policy says that there must be no other. */
export async function retry<T>(attempt: () => Promise<T>, call: Retried): Promise<T> {
  const { method, name, signal, log } = call;
  for (let retries = 0, limits = 0, waited = 0; ; ) {
    try {
      return await attempt();
    } catch (failure) {
      const delay = retryDelay(method, failure, { retries, limits, waited }, call);
      if (delay === undefined) throw failure;
      log('info', `${(failure as Error).message}; again in ${Math.round(delay)} ms`);
      if ((failure as { status?: number }).status === 429) {
        limits++;
        waited += delay;
      } else retries++;
      await sleep(delay, signal).catch((cause: unknown) => {
        throw new APIUserAbortError(`${name}: aborted`, { cause });
      });
    }
  }
}
