import { APIUserAbortError } from './errors.ts';
import type { Log } from './log.ts';
import { retryDelay } from './retry-policy.ts';
import { sleep } from './sleep.ts';
import type { Call } from './transport.ts';

const retries = new WeakMap<object, number>();

/** How often what failed in the end had been sent again. */
export function retriesBefore(failure: object): number {
  return retries.get(failure) ?? 0;
}

/** Attempts until one succeeds or the policy says that there must be no other. */
export async function retry<T>(attempt: () => Promise<T>, call: Call, log: Log): Promise<T> {
  for (let sentAgain = 0, limits = 0, waited = 0; ; ) {
    try {
      return await attempt();
    } catch (failure) {
      const delay = retryDelay(call.method, failure, { retries: sentAgain, limits, waited }, call.limits);
      if (delay === undefined) {
        retries.set(failure as object, sentAgain);
        throw failure;
      }
      log('info', `${(failure as Error).message}; again in ${Math.round(delay)} ms`);
      if ((failure as { status?: number }).status === 429) {
        limits++;
        waited += delay;
      } else sentAgain++;
      await sleep(delay, call.signal).catch((cause: unknown) => {
        throw new APIUserAbortError(`${call.name}: aborted`, { cause });
      });
    }
  }
}
