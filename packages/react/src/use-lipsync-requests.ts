'use client';
import type { RequestListParams, RequestListResponse } from '@chamelaion/client';
import {
  type UseQueryResult,
  type UseSuspenseQueryResult,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useChamelaion } from './chamelaion-provider.ts';
import { lipsyncRequestsOptions } from './lipsync-requests-options.ts';

/**
 * One page of the account's jobs.
 *
 * @example
 * ```tsx
 * import { useLipsyncRequests } from '@chamelaion/react';
 *
 * export function Recent() {
 *   const { data } = useLipsyncRequests({ limit: 5 });
 *   return <ul>{data?.data.map(({ id, status }) => <li key={id}>{status}</li>)}</ul>;
 * }
 * ```
 */
export function useLipsyncRequests(params?: RequestListParams): UseQueryResult<RequestListResponse, Error> {
  return useQuery(lipsyncRequestsOptions(useChamelaion(), params));
}

/**
 * One page of the account's jobs. Suspends until it is there; throws to the error boundary.
 *
 * @example
 * ```tsx
 * import { useSuspenseLipsyncRequests } from '@chamelaion/react';
 *
 * export function Count() {
 *   return <p>{useSuspenseLipsyncRequests({ limit: 1 }).data.pagination.total} jobs</p>;
 * }
 * ```
 */
export function useSuspenseLipsyncRequests(
  params?: RequestListParams,
): UseSuspenseQueryResult<RequestListResponse, Error> {
  return useSuspenseQuery(lipsyncRequestsOptions(useChamelaion(), params));
}
