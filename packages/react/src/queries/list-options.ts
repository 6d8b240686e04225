import type { Chamelaion, JobPage, JobRequest, PageQuery } from '@chamelaion/client';
import type { DataTag } from '@tanstack/react-query';
import type { ReadKind } from '../core/job-kind.ts';
import { type ChamelaionKey, jobKeys } from './keys.ts';

/** What TanStack Query needs to fetch one page of jobs. */
export interface JobListOptions<Page> {
  queryKey: DataTag<ChamelaionKey, Page>;
  queryFn: (context: { readonly signal: AbortSignal }) => Promise<Page>;
  /** The client retries. */
  retry: false;
}

/** Fetches one page of the account's jobs. */
export function listOptions<R extends JobRequest>(
  kind: ReadKind<R>,
  client: Chamelaion,
  params: PageQuery = {},
): JobListOptions<JobPage<R>> {
  const { requests } = kind.resource(client);
  return pageOptions(jobKeys(kind.name).list(client, params), (options) => requests.list(params, options));
}

/** Fetches one page of anything. */
export function pageOptions<Page extends object>(
  key: ChamelaionKey,
  fetchPage: (options: { signal: AbortSignal }) => PromiseLike<Page>,
): JobListOptions<Page> {
  return {
    queryKey: key as JobListOptions<Page>['queryKey'],
    // As plain data: a page that can be iterated would not pass from a server component to the page.
    queryFn: async ({ signal }) => ({ ...(await fetchPage({ signal })) }),
    retry: false,
  };
}
