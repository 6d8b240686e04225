import { type Chamelaion, NotFoundError } from '@chamelaion/client';
import type { StoredJob } from './job-storage.ts';
import { type LipsyncRequestOptions, lipsyncRequestOptions } from './lipsync-request-options.ts';

/** The options of a job that was submitted by this page, or before it was reloaded. */
export interface StoredJobOptions extends Omit<LipsyncRequestOptions, 'retry'> {
  /** Not of failures, which the client retries: looks again for what is missing. */
  retry: (failures: number, error: Error) => boolean;
  retryDelay: (failures: number) => number;
  /** Whatever the application's own default is: the job before must not be taken for this one. */
  placeholderData: () => undefined;
  throwOnError: false;
}

/** The API's own word that there is no such job; a gateway's 404 proves nothing. */
export function isMissing(error: Error): boolean {
  return error instanceof NotFoundError && typeof error.error === 'object';
}

/** Follows a job by its id; where that is not known, looks for it by its reference, and tells. */
export function storedJobOptions(
  client: Chamelaion,
  { referenceId, requestId }: StoredJob,
  found: (requestId: string) => void,
): StoredJobOptions {
  const options = lipsyncRequestOptions(client, requestId ?? referenceId);
  return {
    ...options,
    async queryFn(context) {
      if (requestId) return options.queryFn(context);
      const { signal } = context;
      const { data } = await client.lipsync.requests.list({ reference_id: referenceId }, { signal });
      const job = data.find(({ reference_id }) => reference_id === referenceId);
      const request = job ?? (await options.queryFn(context));
      found(request.id);
      return request;
    },
    // A job may show a little late: looks for half a minute, at growing distances.
    retry: (failures, error) => failures < 6 && isMissing(error),
    retryDelay: (failures) => 500 * 2 ** failures,
    placeholderData: () => undefined,
    throwOnError: false,
  };
}
