import {
  type Chamelaion,
  ChamelaionError,
  type LipsyncGenerateResponse,
  newReferenceId,
  UnknownOutcomeError,
  type UploadOptions,
  type UploadProgress,
} from '@chamelaion/client';
import type { UploadFetchOptions } from '@chamelaion/client/browser';
import type { QueryClient } from '@tanstack/react-query';
import { chamelaionKeys } from './chamelaion-keys.ts';
import { type JobStorage, readJob, type StoredJob, writeJob } from './job-storage.ts';
import { isBusy, isFree, jobView } from './job-view.ts';
import type { LipsyncJobActions, LipsyncJobOptions } from './lipsync-job.ts';
import { refreshLists } from './refresh-lists.ts';

/** What this page knows of its job; the rest is in the query cache. */
export interface JobState {
  /** Undefined while the polls tell how the job stands. */
  readonly phase?: 'idle' | 'submitting' | 'stopped' | 'refused' | 'unsettled' | undefined;
  readonly job?: StoredJob | undefined;
  readonly uploadProgress?: UploadProgress | undefined;
  readonly error: Error | null;
  readonly storageError: Error | null;
}

/** A job that outlives the components that show it: a submission may cost money. */
export interface Job {
  /** Submits by this client from now on: another may bring a new token. One under way goes on by the one before. */
  readonly sendBy: (client: Chamelaion, createUploadFetch: LipsyncJobOptions['createUploadFetch']) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** The state; what is stored is read on the first call, which a server never makes. */
  readonly snapshot: () => JobState;
  /** The job has this id. */
  readonly found: (job: StoredJob, requestId: string) => void;
  readonly actions: LipsyncJobActions;
}

/** What a server renders, and a page before it has hydrated. */
export const idle: JobState = { phase: 'idle', error: null, storageError: null };

type Send = (
  reference_id: string,
  options: UploadOptions & UploadFetchOptions,
) => Promise<LipsyncGenerateResponse>;

/** The job that is stored under this key. */
export function createJob(
  client: Chamelaion,
  queryClient: QueryClient,
  key: string,
  { storage, createUploadFetch }: LipsyncJobOptions,
): Job {
  const listeners = new Set<() => void>();
  let state: JobState | undefined;
  let controller: AbortController | undefined;

  /** Does something with the storage; gives what went wrong. */
  const attempt = (use: (storage: JobStorage) => void) => {
    try {
      // Even to name it throws where the browser blocks it.
      use(storage ?? sessionStorage);
      return null;
    } catch (error) {
      return error as Error;
    }
  };
  const snapshot = () => {
    if (!state) {
      let job: StoredJob | undefined;
      const storageError = attempt((from) => {
        const text = from.getItem(key);
        if (text) job = readJob(text);
      });
      state = { ...idle, phase: job ? undefined : 'idle', job, storageError };
    }
    return state;
  };
  /** Another phase, of the same job unless one is given, and what is stored with it. */
  const enter = (next: Partial<JobState>) => {
    const { job } = { ...snapshot(), ...next };
    const storageError = attempt((to) => (job ? to.setItem(key, writeJob(job)) : to.removeItem(key)));
    state = { error: null, ...next, job, storageError };
    for (const listener of listeners) listener();
  };

  const cacheKey = ({ requestId, referenceId }: StoredJob) =>
    chamelaionKeys.request(client, requestId ?? referenceId);
  /** Asked of the cache, not of what a component saw last: an old callback must not pay for a second job. */
  const phase = () => {
    const now = snapshot();
    return jobView(now, now.job && queryClient.getQueryState(cacheKey(now.job))).phase;
  };

  const submit = async (send: Send) => {
    if (!isFree(phase())) throw new ChamelaionError('A job is under way: reset() gives it up');
    const job = { referenceId: newReferenceId(), submittedAt: Date.now() };
    controller = new AbortController();
    const { signal } = controller;
    const onUploadProgress = (uploadProgress: UploadProgress) => {
      if (!signal.aborted) enter({ phase: 'submitting', uploadProgress });
    };
    enter({ phase: 'submitting', job });
    try {
      const response = await send(job.referenceId, { uniqueReference: true, signal, onUploadProgress });
      if (!signal.aborted) enter({ job: { ...job, requestId: response.request_id } });
      return response;
    } catch (thrown) {
      const unknown = thrown instanceof UnknownOutcomeError;
      const sent = unknown && thrown.attempts > 0;
      // Nothing was sent under this reference, nor before: what kept the client from it is the reason.
      const error = (unknown && !sent ? thrown.cause : thrown) as Error;
      if (!signal.aborted) {
        enter(sent ? { phase: 'unsettled', error } : { phase: 'refused', error, job: undefined });
      }
      throw error;
    } finally {
      refreshLists(queryClient, client);
    }
  };
  const start = (send: Send) => {
    const submission = submit(send);
    // `phase` and `error` tell of it: nobody has to wait for it.
    submission.catch(() => {});
    return submission;
  };

  return {
    sendBy(next, nextUploadFetch) {
      client = next;
      // Of the components that share the job, only some may upload.
      createUploadFetch = nextUploadFetch ?? createUploadFetch;
    },
    snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    found(job, requestId) {
      // Meanwhile it may have been stopped, or given up.
      if (snapshot().job === job && !snapshot().phase) enter({ job: { ...job, requestId } });
    },
    actions: {
      submit: (body) =>
        start((reference_id, options) => client.lipsync.generate({ ...body, reference_id }, options)),
      submitMedia: (body) =>
        start((reference_id, options) => {
          const fetch = createUploadFetch?.(options);
          const { lipsync } = fetch ? client.withOptions({ fetch }) : client;
          return lipsync.generateWithMedia({ ...body, reference_id }, options);
        }),
      resume() {
        const { job, phase } = snapshot();
        if (!job || phase === 'submitting') return;
        enter({});
        void queryClient.invalidateQueries({ queryKey: cacheKey(job) });
      },
      stopWaiting() {
        if (isBusy(phase())) enter({ phase: 'stopped' });
        controller?.abort();
      },
      reset() {
        enter({ phase: 'idle', job: undefined });
        controller?.abort();
      },
    },
  };
}
