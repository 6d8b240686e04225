import { APIUserAbortError } from './errors.ts';
import type { Log } from './log.ts';
import { type Progress, retryDelay } from './retry-policy.ts';
import { sleep } from './sleep.ts';
import type { Call } from './transport.ts';

/** Attempts until one succeeds or the policy says that there must be no other. */
export async function retry<T>(attempt: () => Promise<T>, call: Call, log: Log): Promise<T> {
  const { progress } = call;
  for (;;) {
    try {
      return await attempt();
    } catch (failure) {
      const delay = retryDelay(call.method, failure, progress, call.limits);
      if (delay === undefined) throw failure;
      log('info', `${(failure as Error).message}; again in ${Math.round(delay)} ms`);
      if ((failure as { status?: number }).status === 429) {
        progress.limits++;
        progress.waited += delay;
      } else progress.retries++;
      await sleep(delay, call.signal).catch((cause: unknown) => {
        throw new APIUserAbortError(`${call.name}: aborted`, { cause });
      });
    }
  }
}

/** A call that has not failed yet. */
export function noProgress(): Progress {
  return { retries: 0, limits: 0, waited: 0 };
}
