import { ChamelaionError } from '@chamelaion/client';

/**
 * Keeps a job: `localStorage`, or anything like it.
 *
 * @example
 * ```ts
 * import type { JobStorage } from '@chamelaion/react';
 *
 * const kept = new Map<string, string>();
 * export const memory: JobStorage = {
 *   getItem: (key) => kept.get(key) ?? null,
 *   setItem: (key, value) => kept.set(key, value),
 *   removeItem: (key) => kept.delete(key),
 * };
 * ```
 */
export interface JobStorage {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
}

/** All that is stored of a job. */
export interface StoredJob {
  readonly referenceId: string;
  /** When the submission began, in milliseconds since 1970, by this machine's clock. */
  readonly submittedAt: number;
  /** Known once the API has answered. */
  readonly requestId?: string | undefined;
}

/** A job as one line of text. */
export function writeJob({ referenceId, submittedAt, requestId = '' }: StoredJob): string {
  return `${referenceId} ${submittedAt} ${requestId}`;
}

/** The job in a line of text. Throws on any other text: it is not ours. */
export function readJob(text: string): StoredJob {
  const [, referenceId, submittedAt, requestId] = /^(chm_[\w-]{22}) (\d+) (\S*)$/.exec(text) ?? [];
  // The text is not shown: it belongs to another program, and may be long or secret.
  if (!referenceId) throw new ChamelaionError('The text that is stored under this key is not a job');
  return { referenceId, submittedAt: Number(submittedAt), requestId: requestId || undefined };
}
