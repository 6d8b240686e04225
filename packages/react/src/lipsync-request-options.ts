import type { Chamelaion, LipsyncRequest } from '@chamelaion/client';
import type { DataTag } from '@tanstack/react-query';
import { type ChamelaionKey, chamelaionKeys } from './chamelaion-keys.ts';
import { catchUp, type PolledQuery, pollInterval } from './poll-interval.ts';
import { readServerClock } from './server-clock.ts';

/** What TanStack Query needs to fetch a job and to follow it. */
export interface LipsyncRequestOptions {
  queryKey: DataTag<ChamelaionKey, LipsyncRequest>;
  queryFn: (context: { readonly signal: AbortSignal }) => Promise<LipsyncRequest>;
  /** The client retries. */
  retry: false;
  /** Milliseconds: what comes from a server, or was just seen, need not be fetched at once; polls keep it fresh. */
  staleTime: number;
  /** Milliseconds until the next poll, as the client's own waits have it; false at the end. */
  refetchInterval: (query: PolledQuery) => number | false;
  /** A hidden tab polls nothing, and catches up when it is seen again. */
  refetchOnWindowFocus: (query: PolledQuery) => 'always' | false;
  refetchOnReconnect: (query: PolledQuery) => 'always' | false;
}

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
export function lipsyncRequestOptions(client: Chamelaion, id: string): LipsyncRequestOptions {
  return {
    queryKey: chamelaionKeys.request(client, id) as LipsyncRequestOptions['queryKey'],
    async queryFn({ signal }) {
      const { data, response } = await client.lipsync.requests.retrieve(id, { signal }).withResponse();
      readServerClock(data, response);
      return data;
    },
    retry: false,
    staleTime: 30_000,
    refetchInterval: pollInterval,
    refetchOnWindowFocus: catchUp,
    refetchOnReconnect: catchUp,
  };
}
