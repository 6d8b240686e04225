'use client';
import type { VoiceListParams, VoiceListResponse } from '@chamelaion/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useChamelaion } from '../provider.ts';
import { voicesOptions } from '../queries/voices-options.ts';

/**
 * One page of the voices that a translation may speak with.
 *
 * @example
 * ```tsx
 * import { useVoices } from '@chamelaion/react';
 *
 * export function Voices() {
 *   const { data } = useVoices({ language: 'de', limit: 100 });
 *   return <ul>{data?.voices.map(({ voice_id, name }) => <li key={voice_id}>{name}</li>)}</ul>;
 * }
 * ```
 */
export function useVoices(params?: VoiceListParams): UseQueryResult<VoiceListResponse, Error> {
  return useQuery(voicesOptions(useChamelaion(), params));
}
