import type { LipsyncRequest, RequestListResponse } from '@chamelaion/client';
import type { KindOf } from './core/job-kind.ts';
import type { JobInfiniteOptions } from './queries/infinite-options.ts';
import { jobQueries, type QueriesOf } from './queries/job-queries.ts';
import type { JobListOptions } from './queries/list-options.ts';
import type { JobRequestOptions } from './queries/request-options.ts';

/** Lip-sync jobs, for the hooks and options that take any kind. */
export const lipsync: KindOf<'lipsync'> = {
  name: 'lipsync',
  resource: (client) => client.lipsync,
  hasResult: (request) => Boolean(request.output_url),
  byReference: true,
};

/** How lip-sync jobs are read. */
export const lipsyncQueries: QueriesOf<'lipsync'> = jobQueries(lipsync);

/** What TanStack Query needs to fetch a job and to follow it. */
export type LipsyncRequestOptions = JobRequestOptions<LipsyncRequest>;

/** What TanStack Query needs to fetch one page of jobs. */
export type LipsyncRequestsOptions = JobListOptions<RequestListResponse>;

/** What TanStack Query needs to fetch jobs page after page. */
export type LipsyncRequestsInfiniteOptions = JobInfiniteOptions<RequestListResponse>;

/**
 * Fetches a job by its id or `reference_id`, and polls it until it has completed or failed: first when it is 3 s old,
 * then ever more slowly. Failures that pass (429, 5xx, no connection) do not end that; others, such as 401 and 404, do.
 * A completed job is left alone while it is shown, so that a new `output_url` does not restart a video; after half a
 * minute the next component that mounts fetches it anew. When the URL has expired, call `refetch()`.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { lipsyncRequestOptions } from '@chamelaion/react';
 * import { dehydrate, QueryClient } from '@tanstack/react-query';
 *
 * const queryClient = new QueryClient();
 * await queryClient.prefetchQuery(lipsyncRequestOptions(new Chamelaion(), 'dub-episode-42'));
 * const state = dehydrate(queryClient);
 * ```
 */
export const lipsyncRequestOptions: typeof lipsyncQueries.request = lipsyncQueries.request;

/**
 * Fetches one page of the account's jobs.
 *
 * @example
 * ```tsx
 * import { lipsyncRequestsOptions, useChamelaion } from '@chamelaion/react';
 * import { keepPreviousData, useQuery } from '@tanstack/react-query';
 *
 * export function Total({ offset }: { offset: number }) {
 *   const options = lipsyncRequestsOptions(useChamelaion(), { offset });
 *   const { data } = useQuery({ ...options, placeholderData: keepPreviousData });
 *   return <p>{data?.pagination.total} jobs</p>;
 * }
 * ```
 */
export const lipsyncRequestsOptions: typeof lipsyncQueries.list = lipsyncQueries.list;

/**
 * Fetches the account's jobs page after page, from `offset` on. A job that is made in between moves the others on, so
 * that a job may show on two pages until the list is fetched again: `useGenerateLipsync` and its like see to that.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { lipsyncRequestsInfiniteOptions } from '@chamelaion/react';
 * import { QueryClient } from '@tanstack/react-query';
 *
 * const options = lipsyncRequestsInfiniteOptions(new Chamelaion(), { limit: 50 });
 * const { pages } = await new QueryClient().fetchInfiniteQuery({ ...options, pages: 3 });
 * console.log(pages.flatMap(({ data }) => data).map(({ id }) => id));
 * ```
 */
export const lipsyncRequestsInfiniteOptions: typeof lipsyncQueries.infinite = lipsyncQueries.infinite;
