'use client';
import type { LipsyncGenerateParams, LipsyncGenerateResponse } from '@chamelaion/client';
import type { UseMutationResult } from '@tanstack/react-query';
import { useSubmission } from './use-submission.ts';

/**
 * Submits a job from URLs; the lists of jobs are fetched again. For a job from end to end, see `useLipsyncJob`.
 *
 * @example
 * ```tsx
 * import type { LipsyncGenerateParams } from '@chamelaion/client';
 * import { useGenerateLipsync } from '@chamelaion/react';
 *
 * export function Submit({ body }: { body: LipsyncGenerateParams }) {
 *   const { mutate, isPending, error } = useGenerateLipsync();
 *   return (
 *     <button disabled={isPending} onClick={() => mutate(body, { onSuccess: (job) => console.log(job.request_id) })}>
 *       {error?.message ?? 'Submit'}
 *     </button>
 *   );
 * }
 * ```
 */
export function useGenerateLipsync(): UseMutationResult<
  LipsyncGenerateResponse,
  Error,
  LipsyncGenerateParams
> {
  return useSubmission((lipsync, body: LipsyncGenerateParams) => lipsync.generate(body));
}
