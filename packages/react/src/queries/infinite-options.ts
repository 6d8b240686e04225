import type { Chamelaion, JobPage, JobRequest, PageQuery } from '@chamelaion/client';
import type { DataTag, InfiniteData } from '@tanstack/react-query';
import type { ReadKind } from '../core/job-kind.ts';
import { type ChamelaionKey, jobKeys } from './keys.ts';
import { listOptions } from './list-options.ts';

/** What TanStack Query needs to fetch jobs page after page. */
export interface JobInfiniteOptions<Page> {
  queryKey: DataTag<ChamelaionKey, InfiniteData<Page, number>>;
  queryFn: (context: { readonly signal: AbortSignal; readonly pageParam: number }) => Promise<Page>;
  /** The offset of the first page. */
  initialPageParam: number;
  /** The offset of the next page; undefined after the last. */
  getNextPageParam: (last: Page, pages: Page[], offset: number) => number | undefined;
  /** The client retries. */
  retry: false;
}

/** Fetches the account's jobs page after page, from `offset` on. */
export function infiniteOptions<R extends JobRequest>(
  kind: ReadKind<R>,
  client: Chamelaion,
  params: PageQuery = {},
): JobInfiniteOptions<JobPage<R>> {
  return {
    queryKey: jobKeys(kind.name).infiniteList(client, params) as JobInfiniteOptions<JobPage<R>>['queryKey'],
    queryFn: ({ signal, pageParam }) => listOptions(kind, client, { ...params, offset: pageParam }).queryFn({ signal }),
    initialPageParam: params.offset ?? 0,
    getNextPageParam({ data, pagination }, _, offset) {
      // By what came, not by what was asked for: the API may cap the limit, and a proxy leave out all of a page.
      const next = offset + (data.length || pagination.limit);
      return next < pagination.total ? next : undefined;
    },
    retry: false,
  };
}
