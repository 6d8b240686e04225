import { APIUserAbortError } from '../errors.ts';

/** The work's outcome, or an {@link APIUserAbortError} as soon as the signal aborts, even if the work goes on. */
export function orAbort<T>(work: Promise<T>, name: string, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new APIUserAbortError(`${name}: aborted`, { cause: signal.reason }));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
