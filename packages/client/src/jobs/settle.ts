import { APIError, APIUserAbortError } from '../errors.ts';
import { isApiRefusal } from '../http/retry-policy.ts';
import { sleep } from '../http/sleep.ts';

// The looks, as parts of the whole time: growing, because most late jobs are a little late.
const looks = [0, 0.5, 1.5, 3.5, 7.5, 15.5, 30].map((second) => second / 30);

/**
 * Looks for a job that may have been made, until it is found or `timeout` milliseconds are over. Gives what `look`
 * finds, or undefined if the last look found nothing; throws if the last look failed, or none can succeed.
 */
export async function settle<T>(
  look: (last: boolean) => Promise<T | undefined>,
  timeout: number,
  signal?: AbortSignal | null,
): Promise<T | undefined> {
  const start = performance.now();
  for (const part of looks) {
    await sleep(Math.max(0, start + part * timeout - performance.now()), signal);
    try {
      const found = await look(part === 1);
      if (found) return found;
    } catch (failure) {
      // An earlier look that failed proves nothing; a later one may still tell.
      if (part === 1 || isFinal(failure)) throw failure;
    }
  }
  return undefined;
}

/** True for failures that asking again would only meet again: what was never sent, an abort, the API's own refusal. */
export function isFinal(failure: unknown): boolean {
  return !(failure instanceof APIError) || failure instanceof APIUserAbortError || isApiRefusal(failure);
}
