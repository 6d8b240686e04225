'use client';
import type {
  VideoTranslateGenerateParams,
  VideoTranslateGenerateResponse,
  VideoTranslateGenerateWithMediaParams,
  VideoTranslateRequest,
  VideoTranslateRequestListParams,
} from '@chamelaion/client';
import { type JobHooks, jobHooks } from './hooks/use-job-kind.ts';
import { videoTranslate, videoTranslateQueries } from './video-translate.ts';

const hooks: JobHooks<
  VideoTranslateRequest,
  VideoTranslateGenerateParams,
  VideoTranslateGenerateWithMediaParams,
  VideoTranslateGenerateResponse,
  VideoTranslateRequestListParams
> = jobHooks(videoTranslate, videoTranslateQueries);

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
