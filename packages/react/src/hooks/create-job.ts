import {
  type Chamelaion,
  ChamelaionError,
  type Fetch,
  type JobRequest,
  newReferenceId,
  type Submitted,
  UnknownOutcomeError,
  type UploadOptions,
  type UploadProgress,
} from '@chamelaion/client';
import type { UploadFetchOptions } from '@chamelaion/client/browser';
import type { QueryClient } from '@tanstack/react-query';
import type { JobKind } from '../core/job-kind.ts';
import { idle, type JobEvent, type JobState, nextState } from '../core/job-state.ts';
import { type JobStorage, readJob, type StoredJob, writeJob } from '../core/job-storage.ts';
import { isBusy, isFree, jobView } from '../core/job-view.ts';
import { jobKeys } from '../queries/keys.ts';
import { refreshLists } from '../queries/refresh-lists.ts';

/** How a job is kept and uploaded. */
export interface JobOptions {
  /**
   * The name under which the job is stored, with the kind behind a dot. Components with the same name share one job of a
   * kind.
   * @default 'chamelaion', so a lip-sync job is stored as 'chamelaion.lipsync'
   */
  storageKey?: string | undefined;
  /**
   * Stores the job, so that it survives a reload. If components share a job, the first one's storage is used.
   * @default sessionStorage
   */
  storage?: JobStorage | undefined;
  /**
   * `createUploadFetch` of `@chamelaion/client/browser`: sends uploads in place of the client's `fetch`, and shows their
   * progress in a page.
   */
  createUploadFetch?: ((options: { onUploadProgress: (progress: UploadProgress) => void }) => Fetch) | undefined;
}

/** What can be done about the job. None of these changes from render to render. */
export interface JobActions<Body, MediaBody, Made> {
  /**
   * Submits a paid job from URLs, if none is under way. What becomes of it shows in `phase` and `error`; the promise
   * is there to wait for the submission, and may be ignored. Rejects with a `ChamelaionError`, and sends nothing, while
   * another job is under way.
   */
  submit: (body: Body) => Promise<Made>;
  /** The same, from files. */
  submitMedia: (body: MediaBody) => Promise<Made>;
  /** Goes on after `stopped` and `unsettled`, and looks again after `interrupted`. Never submits. */
  resume: () => void;
  /** Ends the polling; the job goes on. A submission under way is cut off, whether or not its job was made. */
  stopWaiting: () => void;
  /** Forgets the job, here and in the storage. A submission is cut off; a job that was made goes on. */
  reset: () => void;
}

/** What the page knows, and whether it could be stored. */
export interface JobSnapshot extends JobState {
  readonly storageError: Error | null;
  /** When the submission began, on the clock of `performance.now()`, which nobody sets; undefined after a reload. */
  readonly startedAt?: number | undefined;
}

/** A job that outlives the components that show it: a submission may cost money. */
export interface Job<Body, MediaBody, Made> {
  /** Submits by this client from now on: another may bring a new token. One under way goes on by the one before. */
  readonly sendBy: (client: Chamelaion, createUploadFetch: JobOptions['createUploadFetch']) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** The state; what is stored is read on the first call, which a server never makes. */
  readonly snapshot: () => JobSnapshot;
  /** The job has come to its end. */
  readonly over: (job: StoredJob) => void;
  /** The job has this id. */
  readonly found: (job: StoredJob, requestId: string) => void;
  readonly actions: JobActions<Body, MediaBody, Made>;
}

/** What a server renders, and a page before it has hydrated. */
export const idleSnapshot: JobSnapshot = { ...idle, storageError: null };

/** The job that is stored under this key: what happens to it, and what the page does about that. */
export function createJob<R extends JobRequest, Body extends object, MediaBody extends object, Made extends Submitted>(
  kind: JobKind<R, Body, MediaBody, Made>,
  client: Chamelaion,
  queryClient: QueryClient,
  key: string,
  { storage, createUploadFetch }: JobOptions,
): Job<Omit<Body, 'reference_id'>, Omit<MediaBody, 'reference_id'>, Made> {
  const listeners = new Set<() => void>();
  let current: JobSnapshot | undefined;
  let controller: AbortController | undefined;
  let ended: StoredJob | undefined;

  /** Does something with the storage; gives what went wrong. */
  const attempt = (use: (storage: JobStorage) => void) => {
    try {
      // Even to name it throws if the browser blocks it.
      use(storage ?? sessionStorage);
      return null;
    } catch (error) {
      return error as Error;
    }
  };
  const snapshot = () => {
    if (!current) {
      let job: StoredJob | undefined;
      const storageError = attempt((from) => {
        const text = from.getItem(key);
        if (text) job = readJob(text);
      });
      current = { ...(job ? { job, error: null } : idle), storageError };
    }
    return current;
  };
  const dispatch = (event: JobEvent) => {
    const before = snapshot();
    const { storageError: _, ...state } = before;
    const next = nextState(state, event);
    if (next === state) return;
    const { job } = next;
    const storageError = attempt((to) => (job ? to.setItem(key, writeJob(job)) : to.removeItem(key)));
    const startedAt = event.type === 'submitted' ? performance.now() : before.startedAt;
    current = { ...next, storageError, startedAt };
    for (const listener of listeners) listener();
  };

  const cacheKey = ({ requestId, referenceId }: StoredJob) =>
    jobKeys(kind.name).request(client, requestId ?? referenceId);
  /** Asked of the cache, not of what a component saw last: an old callback must not pay for a second job. */
  const phase = () => {
    const now = snapshot();
    // The application may have cleared the cache.
    if (ended && ended === now.job && !now.phase) return 'completed';
    return jobView(kind, now, now.job && queryClient.getQueryState<R>(cacheKey(now.job))).phase;
  };

  type Send = (reference_id: string, options: UploadOptions & UploadFetchOptions) => Promise<Made>;
  const submit = async (send: Send) => {
    if (!isFree(phase())) throw new ChamelaionError('A job is under way: wait for its end, or give it up by reset()');
    const job = { referenceId: newReferenceId(), submittedAt: Date.now() };
    controller = new AbortController();
    const { signal } = controller;
    const tell = (event: JobEvent) => {
      if (!signal.aborted) dispatch(event);
    };
    const onUploadProgress = (uploadProgress: UploadProgress) => tell({ type: 'moved', uploadProgress });
    dispatch({ type: 'submitted', job });
    try {
      // The reference was made a moment ago: there is nothing to look for.
      const once = { uniqueReference: true, resume: false };
      const response = await send(job.referenceId, { ...once, signal, onUploadProgress });
      tell({ type: 'found', job, requestId: response.request_id });
      return response;
    } catch (thrown) {
      tell({ type: thrown instanceof UnknownOutcomeError ? 'unsettled' : 'refused', error: thrown as Error });
      throw thrown;
    } finally {
      refreshLists(kind, queryClient, client);
    }
  };
  const start = (send: Send) => {
    const submission = submit(send);
    // `phase` and `error` show it: the promise may be ignored.
    submission.catch(() => {});
    return submission;
  };

  return {
    sendBy(next, nextUploadFetch) {
      client = next;
      // Only some of the components that share the job may upload.
      createUploadFetch = nextUploadFetch ?? createUploadFetch;
    },
    snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    over(job) {
      ended = job;
    },
    found: (job, requestId) => dispatch({ type: 'found', job, requestId }),
    actions: {
      submit: (body) =>
        start((reference_id, options) => kind.resource(client).generate({ ...body, reference_id } as never, options)),
      submitMedia: (body) =>
        start((reference_id, options) => {
          const fetch = createUploadFetch?.(options);
          const resource = kind.resource(fetch ? client.withOptions({ fetch }) : client);
          return resource.generateWithMedia({ ...body, reference_id } as never, options);
        }),
      resume() {
        const { job, phase } = snapshot();
        if (!job || phase === 'submitting') return;
        dispatch({ type: 'resumed' });
        void queryClient.invalidateQueries({ queryKey: cacheKey(job) });
      },
      stopWaiting() {
        if (isBusy(phase())) dispatch({ type: 'stopped' });
        controller?.abort();
      },
      reset() {
        dispatch({ type: 'reset' });
        controller?.abort();
      },
    },
  };
}
