import { APIUserAbortError } from '../errors.ts';
import { onAbort } from './on-abort.ts';

/** The work's outcome, or an {@link APIUserAbortError} as soon as the signal aborts, even if the work goes on. */
export function orAbort<T>(work: Promise<T>, name: string, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new APIUserAbortError(`${name}: aborted`, { cause: signal.reason }));
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(onAbort(signal, abort));
  });
}
