import type {
  CompletedLipsyncRequest,
  FailedLipsyncRequest,
  Fetch,
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncRequest,
  UnrecognizedStatus,
  UploadProgress,
} from '@chamelaion/client';
import type { JobStorage } from './job-storage.ts';

/** A job from URLs; its `reference_id` is made by the hook. */
export interface LipsyncJobParams extends Pick<LipsyncGenerateParams, 'inputs'> {
  disable_active_speaker_detection?: boolean | undefined;
}

/** A job from files; its `reference_id` is made by the hook. */
export interface LipsyncJobMediaParams extends Pick<LipsyncGenerateWithMediaParams, 'video' | 'audio'> {
  disable_active_speaker_detection?: boolean | undefined;
}

/** How `useLipsyncJob` keeps and uploads a job. */
export interface LipsyncJobOptions {
  /**
   * Under which name the job is stored. Components with the same one share one job.
   * @default 'chamelaion.job'
   */
  storageKey?: string | undefined;
  /**
   * Where the job is stored, so that it survives a reload. Of components that share a job, the first one's counts.
   * @default sessionStorage
   */
  storage?: JobStorage | undefined;
  /** That of `@chamelaion/client/browser`: shows the progress of uploads in a page, in place of the client's `fetch`. */
  createUploadFetch?:
    | ((options: { onUploadProgress: (progress: UploadProgress) => void }) => Fetch)
    | undefined;
}

/** What is known of the job in each phase. */
export type LipsyncJobState =
  /** Nothing was submitted. */
  | { phase: 'idle'; request: undefined; error: null }
  /** The submission is under way, or its outcome is being found out. */
  | { phase: 'submitting'; request: undefined; error: null }
  /** After a reload or `resume()`: looks for the job. `error` says why the API cannot tell; it is asked again. */
  | { phase: 'looking'; request: undefined; error: Error | null }
  /** The job was made; its status was not seen yet. `error` is that of the last poll. */
  | { phase: 'submitted'; request: undefined; error: Error | null }
  /** The job goes on, with the API's own status, those to come included. `error` is that of the last poll. */
  | { phase: 'queued' | 'processing' | UnrecognizedStatus; request: LipsyncRequest; error: Error | null }
  /** The video is at `request.output_url`. */
  | { phase: 'completed'; request: CompletedLipsyncRequest; error: null }
  /** `request.error_message` says why. */
  | { phase: 'failed'; request: FailedLipsyncRequest; error: null }
  /** No job was made; `error` says why. */
  | { phase: 'refused'; request: undefined; error: Error }
  /** The submission was cut off, and no job of it was found. */
  | { phase: 'interrupted'; request: undefined; error: null }
  /** `stopWaiting()` was called. */
  | { phase: 'stopped'; request: LipsyncRequest | undefined; error: null }
  /** How the job stands could not be found out; `error` says why. It may have been made, and may go on. */
  | { phase: 'unsettled'; request: LipsyncRequest | undefined; error: Error };

/** What can be done about the job. None of these changes from render to render. */
export interface LipsyncJobActions {
  /**
   * Submits a paid job from URLs, where none is under way. What becomes of it shows in `phase` and `error`; the promise
   * is for those who want to wait for the submission, and may be left alone. Rejects with a `ChamelaionError`, and sends
   * nothing, while another job is under way.
   */
  submit: (body: LipsyncJobParams) => Promise<LipsyncGenerateResponse>;
  /** The same, from files. */
  submitMedia: (body: LipsyncJobMediaParams) => Promise<LipsyncGenerateResponse>;
  /** Goes on after `stopped` and `unsettled`, and looks again after `interrupted`. Never submits. */
  resume: () => void;
  /** Ends the polling; the job goes on. While it is being submitted, cuts the submission off, made or not. */
  stopWaiting: () => void;
  /** Forgets the job, here and in the storage. A submission is cut off; a job that was made goes on. */
  reset: () => void;
}

/** A job from end to end; `phase` tells which of its fields are there. */
export type LipsyncJob = LipsyncJobActions &
  LipsyncJobState & {
    /** Bytes sent and total, while an upload tells; see `createUploadFetch`. */
    uploadProgress: UploadProgress | undefined;
    /** Milliseconds since the submission began, new each second; stands still at the end. */
    elapsed: number;
    /** Why the job could not be stored or read. It goes on, but a reload would lose sight of it: say so. */
    storageError: Error | null;
  };
