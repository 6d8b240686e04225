import type { SubmitOptions } from './call-options.ts';
import { APIError, APIUserAbortError, UnknownOutcomeError } from './errors.ts';
import { noProgress } from './retry.ts';
import { type Progress, proofOf } from './retry-policy.ts';
import { settle } from './settle.ts';

/** One job to be made, and how to look whether it was. */
export interface Submission<T> {
  readonly referenceId: string;
  /** No other job has this reference. */
  readonly unique: boolean;
  /** The caller says so, and may have submitted it before. */
  readonly resumed: boolean;
  /** Submits the job; retries, and counts it, only what is proven not to have made one. */
  readonly send: (progress: Progress) => Promise<T>;
  /** The job with this reference, or undefined where there is none. Rejects where that cannot be told. */
  readonly look: (last: boolean) => Promise<T | undefined>;
}

/** How far to go for it. */
export interface SubmitPolicy {
  readonly submit: NonNullable<SubmitOptions['submit']>;
  readonly maxRetries: number;
  readonly settleTimeout: number;
  readonly signal?: AbortSignal | null | undefined;
}

/** Makes one job and pays once: after a failure that leaves it open, looks for the job before anything is sent again. */
export async function submitOnce<T>(job: Submission<T>, policy: SubmitPolicy): Promise<T> {
  const { referenceId, unique, resumed, send, look } = job;
  const { submit, maxRetries, settleTimeout, signal } = policy;
  const progress = noProgress();
  let attempts = 0;

  const unknown = (failure: APIError, why: string) => {
    const next = unique
      ? `call again with the same body, reference_id: '${referenceId}' and uniqueReference: true`
      : `look through requests.list({ reference_id: '${referenceId}' })`;
    const message = `${failure.message}. Whether a job was made is unknown: ${why}. To go on, ${next}`;
    return new UnknownOutcomeError(message, { ...failure, cause: failure, referenceId, attempts });
  };

  try {
    if (resumed) {
      const earlier = await look(true).catch((failure) => {
        if (!(failure instanceof APIError) || failure instanceof APIUserAbortError) throw failure;
        throw unknown(failure, 'looking for it failed');
      });
      if (earlier) return earlier;
    }
    for (;;) {
      const earlier = attempts;
      try {
        return await send(progress);
      } catch (failure) {
        if (!(failure instanceof APIError) || failure instanceof APIUserAbortError) throw failure;
        attempts = 1 + progress.retries;
        if (proofOf(failure) !== 'unknown') {
          // What this attempt proves says nothing of an earlier one, whose job may still appear.
          throw earlier === 0 ? failure : unknown(failure, 'an earlier attempt may have made one');
        }
        if (!unique) throw unknown(failure, 'others may share its reference_id, so it cannot be looked for');
        const found = await settle(look, settleTimeout, signal).catch((reason) => {
          throw reason instanceof APIUserAbortError
            ? reason
            : unknown(failure, `looking for it failed, too (${reason.message})`);
        });
        if (found) return found;
        if (submit === 'strict') throw unknown(failure, 'it was not found, and submit is strict');
        if (attempts > maxRetries) throw unknown(failure, `it was not found after ${attempts} attempts`);
        progress.retries++;
      }
    }
  } catch (error) {
    if (signal?.aborted) {
      const abort =
        error instanceof APIUserAbortError
          ? error
          : new APIUserAbortError('aborted', { cause: signal.reason });
      abort.referenceId = referenceId;
      throw abort;
    }
    throw error;
  }
}
