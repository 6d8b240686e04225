'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useChamelaion } from './chamelaion-provider.ts';
import { idle } from './create-job.ts';
import { jobOf } from './job-of.ts';
import type { StoredJob } from './job-storage.ts';
import { isBusy, jobView } from './job-view.ts';
import type { LipsyncJob, LipsyncJobOptions } from './lipsync-job.ts';
import { isOver } from './poll-interval.ts';
import { refreshLists } from './refresh-lists.ts';
import { toLocalTime } from './server-clock.ts';
import { storedJobOptions } from './stored-job-options.ts';
import { useNow } from './use-now.ts';

const nothing: StoredJob = { referenceId: '', submittedAt: Number.POSITIVE_INFINITY };

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
export function useLipsyncJob(options: LipsyncJobOptions = {}): LipsyncJob {
  const { storageKey = 'chamelaion.job', createUploadFetch } = options;
  const client = useChamelaion();
  const queryClient = useQueryClient();
  const job = jobOf(client, queryClient, storageKey, options);
  const state = useSyncExternalStore(job.subscribe, job.snapshot, () => idle);
  const stored = state.job ?? nothing;
  useEffect(() => job.sendBy(client, createUploadFetch), [job, client, createUploadFetch]);

  const poll = useQuery({
    ...storedJobOptions(client, stored, (id) => job.found(stored, id)),
    enabled: !state.phase,
  });
  const view = jobView(state, poll);

  const over = isOver(view.request);
  useEffect(() => {
    if (over) refreshLists(queryClient, client);
  }, [over, queryClient, client]);

  const now = useNow(isBusy(view.phase));
  const finishedAt = over ? view.request?.finished_at : undefined;
  // Once: each answer, to another poll, too, moves the server's clock by part of a second.
  const finished = useMemo(() => toLocalTime(finishedAt ?? ''), [finishedAt]);
  return {
    ...view,
    ...job.actions,
    uploadProgress: state.uploadProgress,
    elapsed: Math.max(0, (Number.isFinite(finished) ? finished : now) - stored.submittedAt),
    storageError: state.storageError,
  };
}
