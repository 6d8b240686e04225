import type {
  APIPromise,
  Chamelaion,
  JobPage,
  JobRequest,
  Kinds,
  PageQuery,
  Submitted,
  UploadOptions,
} from '@chamelaion/client';

/** What the hooks use of a kind's resource on the client. */
export interface JobResource<R extends JobRequest, Body, MediaBody, Made extends Submitted> {
  generate(body: Body, options?: UploadOptions): APIPromise<Made>;
  generateWithMedia(body: MediaBody, options?: UploadOptions): APIPromise<Made>;
  readonly requests: {
    retrieve(id: string, options?: { signal?: AbortSignal | undefined }): APIPromise<R>;
    list(params: PageQuery, options?: { signal?: AbortSignal | undefined }): PromiseLike<JobPage<R>>;
  };
}

/**
 * A kind of job: the name of its keys in cache and storage, its resource on a client, what a completed job has, and whether
 * the API also retrieves a job by its reference.
 */
export interface JobKind<R extends JobRequest, Body = never, MediaBody = never, Made extends Submitted = Submitted> {
  readonly name: KindName;
  readonly resource: (client: Chamelaion) => JobResource<R, Body, MediaBody, Made>;
  readonly hasResult: (request: R) => boolean;
  readonly byReference: boolean;
}

/** The name of a kind. */
export type KindName = keyof Kinds;

/** The kind of this name. */
export type KindOf<K extends KindName> = JobKind<Kinds[K]['request'], Kinds[K]['body'], Kinds[K]['media']>;

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
