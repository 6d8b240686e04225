import type { APIPromise, Chamelaion, JobRequest, UploadOptions } from '@chamelaion/client';

/** One page of jobs, as data. */
export interface JobPage<R> {
  data: R[];
  pagination: { limit: number; offset: number; total: number };
}

/** Which page of jobs to list. */
export interface PageParams {
  limit?: number | undefined;
  offset?: number | undefined;
  reference_id?: string | undefined;
}

/** What the submission of a job answers. */
export interface Submitted {
  request_id: string;
}

/** What the hooks use of a kind's resource on the client. */
export interface JobResource<R extends JobRequest, Body, MediaBody, Made extends Submitted> {
  generate(body: Body, options?: UploadOptions): APIPromise<Made>;
  generateWithMedia(body: MediaBody, options?: UploadOptions): APIPromise<Made>;
  readonly requests: {
    retrieve(id: string, options?: { signal?: AbortSignal | undefined }): APIPromise<R>;
    list(params: PageParams, options?: { signal?: AbortSignal | undefined }): PromiseLike<JobPage<R>>;
  };
}

/**
 * A kind of job: the name of its keys in cache and storage, its resource on a client, what a completed job has, and whether
 * the API also retrieves a job by its reference.
 */
export interface JobKind<R extends JobRequest, Body = never, MediaBody = never, Made extends Submitted = Submitted> {
  readonly name: string;
  readonly resource: (client: Chamelaion) => JobResource<R, Body, MediaBody, Made>;
  readonly hasResult: (request: R) => boolean;
  readonly byReference: boolean;
}

/** What the queries use of a kind: how its jobs are read. */
export type ReadKind<R extends JobRequest> = Pick<JobKind<R>, 'name' | 'hasResult' | 'byReference'> & {
  readonly resource: (client: Chamelaion) => Pick<JobResource<R, never, never, Submitted>, 'requests'>;
};

/** True for a job that will not change any more. */
export function isOver<R extends JobRequest>(
  request: R | undefined,
  { hasResult }: Pick<ReadKind<R>, 'hasResult'>,
): boolean {
  return request?.status === 'failed' || (request?.status === 'completed' && hasResult(request));
}
