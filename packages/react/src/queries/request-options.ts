import type { Chamelaion, JobRequest } from '@chamelaion/client';
import type { DataTag } from '@tanstack/react-query';
import type { ReadKind } from '../core/job-kind.ts';
import { type PolledQuery, pollInterval } from '../core/poll-interval.ts';
import { readServerClock } from '../core/server-clock.ts';
import { type ChamelaionKey, jobKeys } from './keys.ts';

/** What TanStack Query needs to fetch a job and to follow it. */
export interface JobRequestOptions<R> {
  queryKey: DataTag<ChamelaionKey, R>;
  queryFn: (context: { readonly signal: AbortSignal }) => Promise<R>;
  /** The client retries. */
  retry: false;
  /** Milliseconds: what comes from a server, or was just seen, need not be fetched at once; polls keep it fresh. */
  staleTime: number;
  /** Milliseconds until the next poll, as the client's own waits have it; false at the end. */
  refetchInterval: (query: PolledQuery<R>) => number | false;
  /** A hidden tab polls nothing, and catches up when it is seen again. */
  refetchOnWindowFocus: (query: PolledQuery<R>) => 'always' | false;
  refetchOnReconnect: (query: PolledQuery<R>) => 'always' | false;
}

/** Fetches a job by its id or `reference_id`, and polls it until it is over. */
export function requestOptions<R extends JobRequest>(
  kind: ReadKind<R>,
  client: Chamelaion,
  id: string,
): JobRequestOptions<R> {
  const refetchInterval = (query: PolledQuery<R>) => pollInterval(query, kind);
  // While there is something to wait for, a page that comes back shows how it stands now, however fresh its data is.
  const catchUp = (query: PolledQuery<R>) => refetchInterval(query) !== false && 'always';
  return {
    queryKey: jobKeys(kind.name).request(client, id) as JobRequestOptions<R>['queryKey'],
    async queryFn({ signal }) {
      const { data, response } = await kind.resource(client).requests.retrieve(id, { signal }).withResponse();
      readServerClock(data, response);
      return data;
    },
    retry: false,
    staleTime: 30_000,
    refetchInterval,
    refetchOnWindowFocus: catchUp,
    refetchOnReconnect: catchUp,
  };
}
