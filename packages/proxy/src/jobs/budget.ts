import type { OperationId } from '@chamelaion/spec/operations';
import { complain } from '../http/answer.ts';
import { fromApplication } from '../http/in-time.ts';
import { BadGateway, Refusal } from '../http/refusal.ts';

/** A job that is about to be submitted, and paid for. */
export interface PlannedSubmission {
  /** As `authorize` gave it; `'everyone'` if nothing is bound. */
  readonly owner: string;
  readonly operation: OperationId;
  /** What the job is made from, without its `reference_id`; undefined for an upload, which comes while it is sent on. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** The request as it came. Its body must be left alone. */
  readonly request: Request;
}

/** What became of a submission: `'refused'` made no job, `'unknown'` may have made one. */
export type SubmissionOutcome = 'made' | 'refused' | 'unknown';

/** What an application says of a submission before it is sent. */
export interface SubmissionVerdict {
  /** Refuses it: an HTTP status from 400 to 599, such as 402 or 403, and a message for the caller. */
  readonly refuse?: { readonly status: number; readonly message: string } | undefined;
  /** Called once with what became of it, unless it was refused here. What it throws is logged, and changes nothing. */
  readonly settled?: ((outcome: SubmissionOutcome) => unknown) | undefined;
}

/** Says whether a submission may be sent; no verdict lets it pass. */
export type BeforeSubmit = (
  planned: PlannedSubmission,
) => SubmissionVerdict | undefined | Promise<SubmissionVerdict | undefined>;

/**
 * Submits by `submit` if the application lets it, and tells it what became of that; `mayBeMade` says whether enough was sent
 * for a job.
 */
export async function withinBudget<T>(
  beforeSubmit: BeforeSubmit | undefined,
  planned: PlannedSubmission,
  submit: () => Promise<T>,
  mayBeMade: () => boolean,
): Promise<T> {
  if (!beforeSubmit) return submit();
  const verdict = await fromApplication<unknown>(beforeSubmit(planned), 'beforeSubmit: its verdict');
  const { refuse, settled } = readVerdict(verdict);
  if (refuse) throw new Refusal(refuse.status, refuse.message);
  const tell = async (outcome: SubmissionOutcome) => {
    const told = (async () => settled?.(outcome))();
    await fromApplication(told, 'beforeSubmit: settled').catch(complain);
  };
  try {
    const answer = await submit();
    await tell('made');
    return answer;
  } catch (error) {
    await tell(mayBeMade() && !isRefused(error) ? 'unknown' : 'refused');
    throw error;
  }
}

function readVerdict(verdict: unknown): SubmissionVerdict {
  const { refuse, settled } = (verdict ?? {}) as SubmissionVerdict;
  const isRefusal = refuse && refuse.status >= 400 && refuse.status < 600 && typeof refuse.message === 'string';
  // An application that gives false, for one, wants no job.
  if (typeof (verdict ?? {}) !== 'object' || (refuse !== undefined && !isRefusal)) {
    throw new TypeError('beforeSubmit must refuse by { refuse: { status, message } }, with a status from 400 to 599');
  }
  if (settled !== undefined && typeof settled !== 'function') {
    throw new TypeError('settled, in what beforeSubmit gives, must be a function');
  }
  return { refuse, settled };
}

// A conflict, a lost connection or a timeout leaves open what became of the job, even in the API's own words.
const open = [408, 409, 421, 425, 499];

/** True if the API has said in its own words that it made no job. */
function isRefused(error: unknown): boolean {
  return (
    error instanceof Refusal && !(error instanceof BadGateway) && error.status < 500 && !open.includes(error.status)
  );
}
