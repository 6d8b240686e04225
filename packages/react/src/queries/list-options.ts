import type { Chamelaion, JobRequest } from '@chamelaion/client';
import type { DataTag } from '@tanstack/react-query';
import type { JobPage, PageParams, ReadKind } from '../core/job-kind.ts';
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
  params: PageParams = {},
): JobListOptions<JobPage<R>> {
  return {
    queryKey: jobKeys(kind.name).list(client, params) as JobListOptions<JobPage<R>>['queryKey'],
    queryFn: ({ signal }) => fetchPage(kind, client, params, signal),
    retry: false,
  };
}

/** A page as plain data: one that can be iterated would not pass from a server component to the page. */
export async function fetchPage<R extends JobRequest>(
  kind: ReadKind<R>,
  client: Chamelaion,
  params: PageParams,
  signal: AbortSignal,
): Promise<JobPage<R>> {
  return { ...(await kind.resource(client).requests.list(params, { signal })) };
}
