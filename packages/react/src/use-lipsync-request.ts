'use client';
import type { LipsyncRequest } from '@chamelaion/client';
import {
  type UseQueryResult,
  type UseSuspenseQueryResult,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useChamelaion } from './chamelaion-provider.ts';
import { lipsyncRequestOptions } from './lipsync-request-options.ts';

/**
 * A job as it stands, by its id or `reference_id`; without one nothing is fetched. Polled as
 * {@link lipsyncRequestOptions} says until it has completed or failed; a hidden tab waits, and an unmounted component
 * stops.
 *
 * @example
 * ```tsx
 * import { useLipsyncRequest } from '@chamelaion/react';
 *
 * export function Job({ id }: { id: string }) {
 *   const { data, error } = useLipsyncRequest(id);
 *   if (data?.status === 'completed') return <video src={data.output_url} controls />;
 *   if (data?.status === 'failed') return <p role="alert">{data.error_message}</p>;
 *   return <p>{data?.status ?? error?.message}</p>;
 * }
 * ```
 */
export function useLipsyncRequest(id: string | undefined): UseQueryResult<LipsyncRequest, Error> {
  return useQuery({ ...lipsyncRequestOptions(useChamelaion(), id ?? ''), enabled: id !== undefined });
}

/**
 * A job as it stands, polled like {@link useLipsyncRequest}. Suspends until the first answer; throws to the error
 * boundary where there is none.
 *
 * @example
 * ```tsx
 * import { useSuspenseLipsyncRequest } from '@chamelaion/react';
 *
 * export function Status({ id }: { id: string }) {
 *   return <p>{useSuspenseLipsyncRequest(id).data.status}</p>;
 * }
 * ```
 */
export function useSuspenseLipsyncRequest(id: string): UseSuspenseQueryResult<LipsyncRequest, Error> {
  return useSuspenseQuery(lipsyncRequestOptions(useChamelaion(), id));
}
