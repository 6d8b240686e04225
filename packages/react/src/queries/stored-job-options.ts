import { type Chamelaion, type JobRequest, NotFoundError } from '@chamelaion/client';
import { isMissing } from '../core/is-missing.ts';
import type { ReadKind } from '../core/job-kind.ts';
import type { StoredJob } from '../core/job-storage.ts';
import { type JobRequestOptions, requestOptions } from './request-options.ts';

/** The options of a job that was submitted by this page, or before it was reloaded. */
export interface StoredJobOptions<R> extends Omit<JobRequestOptions<R>, 'retry'> {
  /** Looks again for a job that is missing; other failures the client has retried. */
  retry: (failures: number, error: Error) => boolean;
  retryDelay: (failures: number) => number;
  /** Whatever the application's own default is: the job before must not be taken for this one. */
  placeholderData: () => undefined;
  throwOnError: false;
}

const missing = { status: 404, error: { error: 'no job has this reference' } };

/** Follows a job by its id; if that is not known, looks for the job by its reference, and reports the id. */
export function storedJobOptions<R extends JobRequest>(
  kind: ReadKind<R>,
  client: Chamelaion,
  { referenceId, requestId }: StoredJob,
  found: (requestId: string) => void,
): StoredJobOptions<R> {
  const options = requestOptions(kind, client, requestId ?? referenceId);
  return {
    ...options,
    async queryFn(context) {
      if (requestId) return options.queryFn(context);
      const { signal } = context;
      const { data } = await kind.resource(client).requests.list({ reference_id: referenceId }, { signal });
      const job = data.find(({ reference_id }) => reference_id === referenceId);
      if (!job && !kind.byReference) throw new NotFoundError('No job has this reference', missing);
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
