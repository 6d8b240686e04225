'use client';
import type { VoiceListParams, VoiceListResponse } from '@chamelaion/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type HooksOf, jobHooks } from './hooks/use-job-kind.ts';
import { useChamelaion } from './provider.ts';
import { videoTranslate, videoTranslateQueries, voicesOptions } from './video-translate.ts';

const hooks: HooksOf<'videoTranslate'> = jobHooks(videoTranslate, videoTranslateQueries);

/** A translation from end to end; `phase` tells which of its fields are there. */
export type VideoTranslateJob = ReturnType<typeof hooks.useJob>;

/**
 * One paid translation from its submission to its outputs, as `useLipsyncJob` leads a job.
 *
 * @example
 * ```tsx
 * import { useVideoTranslateJob } from '@chamelaion/react';
 *
 * export function Translate({ video }: { video: File }) {
 *   const job = useVideoTranslateJob();
 *   if (job.phase === 'completed') return <video src={job.request.outputs['de']?.video} controls />;
 *   return <button onClick={() => job.submitMedia({ video, target_languages: ['de'] })}>{job.phase}</button>;
 * }
 * ```
 */
export const useVideoTranslateJob: typeof hooks.useJob = hooks.useJob;

/** As `useLipsyncRequest`, for a translation, by its id. */
export const useVideoTranslateRequest: typeof hooks.useRequest = hooks.useRequest;

/** As `useLipsyncRequests`, for translations, with further filters. */
export const useVideoTranslateRequests: typeof hooks.useRequests = hooks.useRequests;

/** As `useInfiniteLipsyncRequests`, for translations, with further filters. */
export const useInfiniteVideoTranslateRequests: typeof hooks.useInfiniteRequests = hooks.useInfiniteRequests;

/** One page of the voices that a translation may speak with. */
export function useVoices(params?: VoiceListParams): UseQueryResult<VoiceListResponse, Error> {
  return useQuery(voicesOptions(useChamelaion(), params));
}
