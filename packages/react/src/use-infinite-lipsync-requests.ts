'use client';
import type { RequestListParams, RequestListResponse } from '@chamelaion/client';
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseSuspenseInfiniteQueryResult,
  useInfiniteQuery,
  useSuspenseInfiniteQuery,
} from '@tanstack/react-query';
import { useChamelaion } from './chamelaion-provider.ts';
import { lipsyncRequestsInfiniteOptions } from './lipsync-requests-infinite-options.ts';

/**
 * The account's jobs, page after page.
 *
 * @example
 * ```tsx
 * import { useInfiniteLipsyncRequests } from '@chamelaion/react';
 *
 * export function History() {
 *   const { data, hasNextPage, fetchNextPage } = useInfiniteLipsyncRequests({ limit: 10 });
 *   return (
 *     <>
 *       {data?.pages.flatMap((page) => page.data).map(({ id, status }) => <p key={id}>{status}</p>)}
 *       {hasNextPage && <button onClick={() => fetchNextPage()}>More</button>}
 *     </>
 *   );
 * }
 * ```
 */
export function useInfiniteLipsyncRequests(
  params?: RequestListParams,
): UseInfiniteQueryResult<InfiniteData<RequestListResponse, number>, Error> {
  return useInfiniteQuery(lipsyncRequestsInfiniteOptions(useChamelaion(), params));
}

/**
 * The account's jobs, page after page. Suspends until the first is there; throws to the error boundary.
 *
 * @example
 * ```tsx
 * import { useSuspenseInfiniteLipsyncRequests } from '@chamelaion/react';
 *
 * export function Shown() {
 *   const { data } = useSuspenseInfiniteLipsyncRequests({ limit: 10 });
 *   return <p>{data.pages.length} pages</p>;
 * }
 * ```
 */
export function useSuspenseInfiniteLipsyncRequests(
  params?: RequestListParams,
): UseSuspenseInfiniteQueryResult<InfiniteData<RequestListResponse, number>, Error> {
  return useSuspenseInfiniteQuery(lipsyncRequestsInfiniteOptions(useChamelaion(), params));
}
