import type { Chamelaion, JobPage, JobRequest, Kinds } from '@chamelaion/client';
import type { KindName, ReadKind } from '../core/job-kind.ts';
import { infiniteOptions, type JobInfiniteOptions } from './infinite-options.ts';
import { type JobListOptions, listOptions } from './list-options.ts';
import { type JobRequestOptions, requestOptions } from './request-options.ts';

/** How the jobs of a kind are read: options for TanStack Query, `Params` saying which page of a list. */
export interface JobQueries<R extends JobRequest, Params> {
  readonly request: (client: Chamelaion, id: string) => JobRequestOptions<R>;
  readonly list: (client: Chamelaion, params?: Params) => JobListOptions<JobPage<R>>;
  readonly infinite: (client: Chamelaion, params?: Params) => JobInfiniteOptions<JobPage<R>>;
}

/** The options of a kind. */
export function jobQueries<R extends JobRequest, Params extends object>(kind: ReadKind<R>): JobQueries<R, Params> {
  return {
    request: (client, id) => requestOptions(kind, client, id),
    list: (client, params) => listOptions(kind, client, params),
    infinite: (client, params) => infiniteOptions(kind, client, params),
  };
}

/** Those of the kind of this name. */
export type QueriesOf<K extends KindName> = JobQueries<Kinds[K]['request'], Kinds[K]['params']>;
