import type { Chamelaion, VoiceListParams, VoiceListResponse } from '@chamelaion/client';
import { chamelaionKeys } from './keys.ts';
import type { JobListOptions } from './list-options.ts';

/** What TanStack Query needs to fetch one page of voices. */
export type VoicesOptions = JobListOptions<VoiceListResponse>;

/**
 * Fetches one page of the voices that a translation may speak with.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { voicesOptions } from '@chamelaion/react';
 * import { QueryClient } from '@tanstack/react-query';
 *
 * const { voices } = await new QueryClient().fetchQuery(voicesOptions(new Chamelaion(), { language: 'de' }));
 * ```
 */
export function voicesOptions(client: Chamelaion, params: VoiceListParams = {}): VoicesOptions {
  return {
    queryKey: chamelaionKeys.voices(client, params) as VoicesOptions['queryKey'],
    queryFn: async ({ signal }) => ({ ...(await client.videoTranslate.voices.list(params, { signal })) }),
    retry: false,
  };
}
