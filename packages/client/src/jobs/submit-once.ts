import { APIError, APIUserAbortError, UnknownOutcomeError } from '../errors.ts';
import { type Answer, type Call, noProgress } from '../http/call.ts';
import type { Http } from '../http/http.ts';
import { proofOf } from '../http/retry-policy.ts';
import { settle } from './settle.ts';

/** One job to be made, and how to look whether it was. */
export interface Submission {
  readonly call: Call;
  readonly referenceId: string;
  /** No other job has this reference. */
  readonly unique: boolean;
  /** The job with this reference, or undefined if there is none. Throws if that cannot be told. */
  readonly look: (last: boolean) => Promise<Answer | undefined>;
}

/** Makes one job and pays once: after a failure that leaves it open, looks for the job before anything is sent again. */
export async function submitOnce(http: Http, { call, referenceId, unique, look }: Submission): Promise<Answer> {
  const { submit, maxRetries, settleTimeout, signal, resume } = call.settings;
  let attempts = 0;

  const unknownOutcome = (failure: APIError, why: string) => {
    const next = unique
      ? `call again with the same body, reference_id: '${referenceId}' and uniqueReference: true`
      : `look through requests.list({ reference_id: '${referenceId}' })`;
    const message = `${failure.message}. Whether a job was made is unknown: ${why}. To go on, ${next}`;
    return new UnknownOutcomeError(message, { ...failure, cause: failure, referenceId, attempts });
  };

  try {
    if (resume) {
      // An earlier submission may have been cut off a moment ago: its job may still appear.
      const earlier = await settle(look, settleTimeout, signal).catch((failure) => {
        if (!(failure instanceof APIError) || failure instanceof APIUserAbortError) throw failure;
        throw unknownOutcome(failure, 'looking for it failed');
      });
      if (earlier) return earlier;
    }
    for (let progress = noProgress; ; progress = { ...progress, retries: progress.retries + 1 }) {
      const earlier = attempts;
      const outcome = await http.try(call, progress);
      if (outcome.answer) return outcome.answer;
      const { failure } = outcome;
      if (!(failure instanceof APIError) || failure instanceof APIUserAbortError) throw failure;
      progress = outcome.progress;
      attempts = 1 + progress.retries;
      if (proofOf(failure) !== 'unknown') {
        // What this attempt proves says nothing of an earlier one, whose job may still appear.
        throw earlier === 0 ? failure : unknownOutcome(failure, 'an earlier attempt may have made one');
      }
      if (!unique) throw unknownOutcome(failure, 'others may share its reference_id, so it cannot be looked for');
      const found = await settle(look, settleTimeout, signal).catch((reason) => {
        throw reason instanceof APIUserAbortError
          ? reason
          : unknownOutcome(failure, `looking for it failed as well (${reason.message})`);
      });
      if (found) return found;
      if (submit === 'strict') throw unknownOutcome(failure, "it was not found, and 'strict' does not send again");
      if (attempts > maxRetries) throw unknownOutcome(failure, `it was not found after ${attempts} attempts`);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    const abort =
      error instanceof APIUserAbortError ? error : new APIUserAbortError('aborted', { cause: signal.reason });
    abort.referenceId = referenceId;
    throw abort;
  }
}
