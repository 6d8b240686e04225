/**
 * One attempt of a call, for logs, metrics and traces. It holds no secrets.
 *
 * @example
 * ```ts
 * import Chamelaion, { type Attempt } from '@chamelaion/client';
 *
 * const slow = ({ operation, attempt, ms }: Attempt) => ms > 5_000 && console.warn(operation, attempt, ms);
 * const client = new Chamelaion({ onAttempt: slow });
 * ```
 */
export interface Attempt {
  /** The operation, such as `lipsync.generate`; for the thin layer its method and path, such as `GET /health`. */
  readonly operation: string;
  /** Counts the attempts of a call, from 1. */
  readonly attempt: number;
  /** Milliseconds from its start until its answer was read, or it failed. It has just ended. */
  readonly ms: number;
  /** The answer's status, if there was an answer. */
  readonly status?: number | undefined;
  /** Why it failed. */
  readonly failure?: Error | undefined;
  /** Bytes of the body that left; undefined if the runtime does not show it. */
  readonly sent?: number | undefined;
  /** Bytes of the answer's body. */
  readonly received?: number | undefined;
  /**
   * Milliseconds until the next attempt at least. Undefined if there is none, or if the client first looks for the job
   * that this attempt may have made.
   */
  readonly retryIn?: number | undefined;
}

/** Receives each attempt of a call. */
export type OnAttempt = (attempt: Attempt) => void;
