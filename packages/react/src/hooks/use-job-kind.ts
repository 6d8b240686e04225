'use client';
import type { JobPage, JobRequest, Kinds, Submitted } from '@chamelaion/client';
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type { JobKind, KindName } from '../core/job-kind.ts';
import { useChamelaion } from '../provider.ts';
import type { JobQueries } from '../queries/job-queries.ts';
import type { JobOptions } from './create-job.ts';
import { type TrackedJob, useJob } from './use-job.ts';

/** The hooks of a kind. */
export interface JobHooks<R extends JobRequest, Body, MediaBody, Made, Params> {
  readonly useJob: (
    options?: JobOptions,
  ) => TrackedJob<R, Omit<Body, 'reference_id'>, Omit<MediaBody, 'reference_id'>, Made>;
  readonly useRequest: (id: string | undefined) => UseQueryResult<R, Error>;
  readonly useRequests: (params?: Params) => UseQueryResult<JobPage<R>, Error>;
  readonly useInfiniteRequests: (params?: Params) => UseInfiniteQueryResult<InfiniteData<JobPage<R>, number>, Error>;
}

/** Makes the hooks of a kind. */
export function jobHooks<
  R extends JobRequest,
  Body extends object,
  MediaBody extends object,
  Made extends Submitted,
  Params extends object,
>(kind: JobKind<R, Body, MediaBody, Made>, queries: JobQueries<R, Params>): JobHooks<R, Body, MediaBody, Made, Params> {
  return {
    useJob: (options = {}) => useJob(kind, options),
    useRequest: (id) => useQuery({ ...queries.request(useChamelaion(), id ?? ''), enabled: id !== undefined }),
    useRequests: (params) => useQuery(queries.list(useChamelaion(), params)),
    useInfiniteRequests: (params) => useInfiniteQuery(queries.infinite(useChamelaion(), params)),
  };
}

/** Those of the kind of this name. */
export type HooksOf<K extends KindName> = JobHooks<
  Kinds[K]['request'],
  Kinds[K]['body'],
  Kinds[K]['media'],
  Submitted,
  Kinds[K]['params']
>;
