import type { ItemState, OutputFile } from './item.ts';

/** How a batch stands. */
export interface BatchStatus {
  /** The store's id, of which all references are made: keep it, and even a lost store pays nothing twice. */
  readonly id: string;
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
  /** How many items there are in each state. */
  readonly states: { readonly [state in ItemState]?: number };
  /** When the last item should be done, if things go on as they do; undefined if there is no estimate, or nothing left. */
  readonly ends_at: Date | undefined;
  /** Why nothing is submitted, if the batch is paused. */
  readonly paused: string | undefined;
  /** True until items have been looked for at the API after an unclean stop. */
  readonly recovering: boolean;
  /** Jobs that were made, those that failed included. */
  readonly jobs: number;
  /** Minutes of processing that the API's own times show, as far as they are known. */
  readonly processed_minutes: number;
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
export type BatchEvent = { readonly progress: BatchStatus } & BatchNews;

/** What happened, without how the batch stands. */
export type BatchNews =
  | { readonly type: 'submitted' | 'running' | 'completed'; readonly key: string; readonly request_id: string }
  | { readonly type: 'downloaded'; readonly key: string; readonly outputs: readonly OutputFile[] }
  | { readonly type: 'failed' | 'late'; readonly key: string; readonly error: string }
  | { readonly type: 'paused'; readonly reason: string };
