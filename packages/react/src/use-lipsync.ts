'use client';
import type {
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncGenerateWithMediaResponse,
  LipsyncRequest,
} from '@chamelaion/client';
import type { UseMutationResult } from '@tanstack/react-query';
import type { JobView } from './core/job-view.ts';
import type { JobActions, JobOptions } from './hooks/create-job.ts';
import type { TrackedJob } from './hooks/use-job.ts';
import { type HooksOf, jobHooks } from './hooks/use-job-kind.ts';
import { useSubmission } from './hooks/use-submission.ts';
import { lipsync, lipsyncQueries } from './lipsync.ts';

const hooks: HooksOf<'lipsync'> = jobHooks(lipsync, lipsyncQueries);

/** A job from URLs; its `reference_id` is made by the hook. */
export type LipsyncJobParams = Omit<LipsyncGenerateParams, 'reference_id'>;

/** A job from files; its `reference_id` is made by the hook. */
export type LipsyncJobMediaParams = Omit<LipsyncGenerateWithMediaParams, 'reference_id'>;

/** How `useLipsyncJob` keeps and uploads a job. */
export type LipsyncJobOptions = JobOptions;

/** What is known of the job in each phase. */
export type LipsyncJobState = JobView<LipsyncRequest>;

/** What can be done about the job. None of these changes from render to render. */
export type LipsyncJobActions = JobActions<LipsyncJobParams, LipsyncJobMediaParams, LipsyncGenerateResponse>;

/** A job from end to end; `phase` tells which of its fields are there. */
export type LipsyncJob = TrackedJob<LipsyncRequest, LipsyncJobParams, LipsyncJobMediaParams, LipsyncGenerateResponse>;

/**
 * One paid job from its submission to its video, a reload in between included. Before the first byte is sent, a new
 * reference is stored; after a reload the hook finds the job by it, and never submits again by itself. The job belongs to
 * the QueryClient: it goes on while the component is unmounted, and components with the same `storageKey` share it.
 *
 * @example
 * ```tsx
 * import { createUploadFetch } from '@chamelaion/client/browser';
 * import { useLipsyncJob } from '@chamelaion/react';
 *
 * export function Dub({ video, audio }: { video: File; audio: File }) {
 *   const job = useLipsyncJob({ createUploadFetch });
 *   switch (job.phase) {
 *     case 'idle':
 *     case 'refused':
 *     case 'interrupted':
 *       return <button onClick={() => job.submitMedia({ video, audio })}>{job.error?.message ?? 'Dub'}</button>;
 *     case 'completed':
 *       return <video src={job.request.output_url} controls />;
 *     case 'failed':
 *       return <p role="alert">{job.request.error_message}</p>;
 *     case 'stopped':
 *     case 'unsettled':
 *       return <button onClick={job.resume}>Go on</button>;
 *     default:
 *       return <p>{`${job.phase}, ${Math.round(job.elapsed / 1_000)} s`}</p>;
 *   }
 * }
 * ```
 */
export const useLipsyncJob: typeof hooks.useJob = hooks.useJob;

/**
 * A job as it stands, by its id or `reference_id`; without an id nothing is fetched. Polled as
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
export const useLipsyncRequest: typeof hooks.useRequest = hooks.useRequest;

/**
 * One page of the account's jobs.
 *
 * @example
 * ```tsx
 * import { useLipsyncRequests } from '@chamelaion/react';
 *
 * export function Recent() {
 *   const { data } = useLipsyncRequests({ limit: 5 });
 *   return <ul>{data?.data.map(({ id, status }) => <li key={id}>{status}</li>)}</ul>;
 * }
 * ```
 */
export const useLipsyncRequests: typeof hooks.useRequests = hooks.useRequests;

/**
 * The account's jobs, page after page.
 *
 * @example
 * ```tsx
 * import { useInfiniteLipsyncRequests } from '@chamelaion/react';
 *
 * export function History() {
 *   const { data, hasNextPage, fetchNextPage } = useInfiniteLipsyncRequests({ limit: 10 });
 *   return (
 *     <>
 *       {data?.pages.flatMap((page) => page.data).map(({ id, status }) => <p key={id}>{status}</p>)}
 *       {hasNextPage && <button onClick={() => fetchNextPage()}>More</button>}
 *     </>
 *   );
 * }
 * ```
 */
export const useInfiniteLipsyncRequests: typeof hooks.useInfiniteRequests = hooks.useInfiniteRequests;

/**
 * Submits a job from URLs; the lists of jobs are fetched again. For a job from end to end, see {@link useLipsyncJob}.
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
export function useGenerateLipsync(): UseMutationResult<LipsyncGenerateResponse, Error, LipsyncGenerateParams> {
  return useSubmission(lipsync, (client, body: LipsyncGenerateParams) => client.lipsync.generate(body));
}

/**
 * Submits a job from files; the lists of jobs are fetched again. For a job from end to end, upload progress included,
 * see {@link useLipsyncJob}.
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
  return useSubmission(lipsync, (client, body: LipsyncGenerateWithMediaParams) =>
    client.lipsync.generateWithMedia(body),
  );
}
