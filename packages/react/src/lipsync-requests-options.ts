import type { Chamelaion, RequestListParams, RequestListResponse } from '@chamelaion/client';
import type { DataTag } from '@tanstack/react-query';
import { type ChamelaionKey, chamelaionKeys } from './chamelaion-keys.ts';

/** What TanStack Query needs to fetch one page of jobs. */
export interface LipsyncRequestsOptions {
  queryKey: DataTag<ChamelaionKey, RequestListResponse>;
  queryFn: (context: { readonly signal: AbortSignal }) => Promise<RequestListResponse>;
  /** The client retries. */
  retry: false;
}

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
export function lipsyncRequestsOptions(
  client: Chamelaion,
  params: RequestListParams = {},
): LipsyncRequestsOptions {
  return {
    queryKey: chamelaionKeys.list(client, params) as LipsyncRequestsOptions['queryKey'],
    queryFn: ({ signal }) => fetchPage(client, params, signal),
    retry: false,
  };
}

/** A page as plain data: one that can be iterated would not pass from a server component to the page. */
export async function fetchPage(
  client: Chamelaion,
  params: RequestListParams,
  signal: AbortSignal,
): Promise<RequestListResponse> {
  return { ...(await client.lipsync.requests.list(params, { signal })) };
}
