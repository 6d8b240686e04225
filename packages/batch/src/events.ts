import type { OutputFile } from './item.ts';

/** How far a batch has come. */
export interface BatchProgress {
  /** Items in all. */
  readonly total: number;
  /** Waiting to be submitted, or on their way. */
  readonly queued: number;
  /** With a job at the API that goes on. */
  readonly running: number;
  /** With a result that is not downloaded yet. */
  readonly completed: number;
  /** Done. */
  readonly downloaded: number;
  /** Failed, of unknown outcome, or cancelled. */
  readonly failed: number;
  /** When the last item should be done, if things go on as they do; undefined before that can be told. */
  readonly ends_at: Date | undefined;
}

/**
 * What a worker has just done, as {@link Batch.run} yields it. `late` says why an item is tried again later.
 *
 * @example
 * ```ts
 * import type { BatchEvent } from '@chamelaion/batch';
 *
 * function show(event: BatchEvent): string {
 *   const { downloaded, total } = event.progress;
 *   return event.type === 'paused' ? `paused: ${event.reason}` : `${event.key} ${event.type}, ${downloaded} of ${total}`;
 * }
 * ```
 */
export type BatchEvent = { readonly progress: BatchProgress } & BatchNews;

/** What happened, without the counts. */
export type BatchNews =
  | { readonly type: 'submitted' | 'running' | 'completed'; readonly key: string; readonly request_id: string }
  | { readonly type: 'downloaded'; readonly key: string; readonly outputs: readonly OutputFile[] }
  | { readonly type: 'failed' | 'late'; readonly key: string; readonly error: string }
  | { readonly type: 'paused'; readonly reason: string };
