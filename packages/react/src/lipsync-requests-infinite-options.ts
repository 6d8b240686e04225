import type { Chamelaion, RequestListParams, RequestListResponse } from '@chamelaion/client';
import type { DataTag, InfiniteData } from '@tanstack/react-query';
import { type ChamelaionKey, chamelaionKeys } from './chamelaion-keys.ts';
import { fetchPage } from './lipsync-requests-options.ts';

/** What TanStack Query needs to fetch jobs page after page. */
export interface LipsyncRequestsInfiniteOptions {
  queryKey: DataTag<ChamelaionKey, InfiniteData<RequestListResponse, number>>;
  queryFn: (context: {
    readonly signal: AbortSignal;
    readonly pageParam: number;
  }) => Promise<RequestListResponse>;
  /** The offset of the first page. */
  initialPageParam: number;
  /** The offset of the next page; undefined after the last. */
  getNextPageParam: (
    last: RequestListResponse,
    pages: RequestListResponse[],
    offset: number,
  ) => number | undefined;
  /** The client retries. */
  retry: false;
}

/**
 * Fetches the account's jobs page after page, from `offset` on. A job that is made in between moves the others on, so
 * that one may show on two pages until the list is fetched again: `useGenerateLipsync` and its like see to that.
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
export function lipsyncRequestsInfiniteOptions(
  client: Chamelaion,
  params: RequestListParams = {},
): LipsyncRequestsInfiniteOptions {
  return {
    queryKey: chamelaionKeys.infiniteList(client, params) as LipsyncRequestsInfiniteOptions['queryKey'],
    queryFn: ({ signal, pageParam }) => fetchPage(client, { ...params, offset: pageParam }, signal),
    initialPageParam: params.offset ?? 0,
    getNextPageParam({ data, pagination }, _, offset) {
      // By what came, not by what was asked for: the API may cap the limit, and a proxy leave out all of a page.
      const next = offset + (data.length || pagination.limit);
      return next < pagination.total ? next : undefined;
    },
    retry: false,
  };
}
