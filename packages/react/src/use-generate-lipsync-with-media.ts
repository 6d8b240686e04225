'use client';
import type { LipsyncGenerateWithMediaParams, LipsyncGenerateWithMediaResponse } from '@chamelaion/client';
import type { UseMutationResult } from '@tanstack/react-query';
import { useSubmission } from './use-submission.ts';

/**
 * Submits a job from files; the lists of jobs are fetched again. For a job from end to end, upload progress included,
 * see `useLipsyncJob`.
 *
 * @example
 * ```tsx
 * import { useGenerateLipsyncWithMedia } from '@chamelaion/react';
 *
 * export function Upload({ video, audio }: { video: File; audio: File }) {
 *   const { mutate, isPending } = useGenerateLipsyncWithMedia();
 *   return (
 *     <button disabled={isPending} onClick={() => mutate({ video, audio })}>
 *       Upload
 *     </button>
 *   );
 * }
 * ```
 */
export function useGenerateLipsyncWithMedia(): UseMutationResult<
  LipsyncGenerateWithMediaResponse,
  Error,
  LipsyncGenerateWithMediaParams
> {
  return useSubmission((lipsync, body: LipsyncGenerateWithMediaParams) => lipsync.generateWithMedia(body));
}
