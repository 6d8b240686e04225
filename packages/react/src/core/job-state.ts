import type { UploadProgress } from '@chamelaion/client';
import type { StoredJob } from './job-storage.ts';

/** What this page knows of its job; the rest is in the query cache. */
export interface JobState {
  /** Undefined while the polls tell how the job stands. */
  readonly phase?: 'idle' | 'submitting' | 'stopped' | 'refused' | 'unsettled' | undefined;
  readonly job?: StoredJob | undefined;
  readonly uploadProgress?: UploadProgress | undefined;
  readonly error: Error | null;
}

/** What happens to a job. */
export type JobEvent =
  | { readonly type: 'submitted'; readonly job: StoredJob }
  | { readonly type: 'moved'; readonly uploadProgress: UploadProgress }
  | { readonly type: 'found'; readonly job: StoredJob; readonly requestId: string }
  | { readonly type: 'refused' | 'unsettled'; readonly error: Error }
  | { readonly type: 'stopped' | 'resumed' | 'reset' };

/** What a server renders, and a page before it has hydrated. */
export const idle: JobState = { phase: 'idle', error: null };

/** How the job stands after an event; the same state if the event changes nothing. */
export function nextState(state: JobState, event: JobEvent): JobState {
  const { phase, job } = state;
  switch (event.type) {
    case 'submitted':
      return { phase: 'submitting', job: event.job, error: null };
    case 'moved':
      // A late report of an upload says nothing of a submission that is over.
      return phase === 'submitting' ? { ...state, uploadProgress: event.uploadProgress } : state;
    case 'found':
      // Meanwhile the job may have been stopped, or given up.
      return job === event.job && (!phase || phase === 'submitting')
        ? { job: { ...job, requestId: event.requestId }, error: null }
        : state;
    case 'refused':
      return { phase: event.type, error: event.error };
    case 'unsettled':
      return { phase: event.type, job, error: event.error };
    case 'stopped':
      return { phase: event.type, job, error: null };
    case 'resumed':
      return { job, error: null };
    case 'reset':
      return idle;
  }
}
