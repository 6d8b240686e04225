'use client';
import type { JobRequest, Submitted, UploadProgress } from '@chamelaion/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { isOver, type JobKind } from '../core/job-kind.ts';
import type { StoredJob } from '../core/job-storage.ts';
import { isBusy, type JobView, jobView } from '../core/job-view.ts';
import { toPageTime } from '../core/server-clock.ts';
import { useChamelaion } from '../provider.ts';
import { refreshLists } from '../queries/refresh-lists.ts';
import { storedJobOptions } from '../queries/stored-job-options.ts';
import { idleSnapshot, type JobActions, type JobOptions } from './create-job.ts';
import { jobOf } from './job-of.ts';
import { useNow } from './use-now.ts';

/** A job from end to end; `phase` tells which of its fields are there. */
export type TrackedJob<R extends JobRequest, Body, MediaBody, Made> = JobActions<Body, MediaBody, Made> &
  JobView<R> & {
    /** Bytes sent and total, during an upload that shows its progress; see `createUploadFetch`. */
    uploadProgress: UploadProgress | undefined;
    /**
     * Milliseconds since the submission began (after a reload: since the API made the job), new each second; stands
     * still at the end.
     */
    elapsed: number;
    /** Why the job could not be stored or read. It goes on, but a reload would lose it: tell your user. */
    storageError: Error | null;
  };

const nothing: StoredJob = { referenceId: '', submittedAt: 0 };

/** One paid job of a kind, from its submission to its end, a reload in between included. */
export function useJob<R extends JobRequest, Body extends object, MediaBody extends object, Made extends Submitted>(
  kind: JobKind<R, Body, MediaBody, Made>,
  options: JobOptions,
): TrackedJob<R, Omit<Body, 'reference_id'>, Omit<MediaBody, 'reference_id'>, Made> {
  const { storageKey = 'chamelaion', createUploadFetch } = options;
  const client = useChamelaion();
  const queryClient = useQueryClient();
  const job = jobOf(kind, client, queryClient, `${storageKey}.${kind.name}`, options);
  const state = useSyncExternalStore(job.subscribe, job.snapshot, () => idleSnapshot);
  const stored = state.job ?? nothing;
  useEffect(() => job.sendBy(client, createUploadFetch), [job, client, createUploadFetch]);

  const poll = useQuery({
    ...storedJobOptions(kind, client, stored, (id) => job.found(stored, id)),
    enabled: !state.phase,
  });
  const view = jobView(kind, state, poll);

  const over = isOver(view.request, kind);
  useEffect(() => {
    if (!over) return;
    job.over(stored);
    refreshLists(kind, queryClient, client);
  }, [over, job, stored, kind, queryClient, client]);

  const now = useNow(isBusy(view.phase));
  const { created_at = '', finished_at = '' } = (view.request ?? {}) as { created_at?: string; finished_at?: string };
  // Once: each answer, even to another poll, moves the server's clock by part of a second.
  const created = useMemo(() => toPageTime(created_at), [created_at]);
  const fallback = Number.isFinite(created) ? created : performance.now() - Date.now() + stored.submittedAt;
  const start = state.startedAt ?? fallback;
  const end = over ? created + Date.parse(finished_at) - Date.parse(created_at) : now;
  return {
    ...view,
    ...job.actions,
    uploadProgress: state.uploadProgress,
    elapsed: state.job ? Math.max(0, (Number.isFinite(end) ? end : now) - start) : 0,
    storageError: state.storageError,
  };
}
