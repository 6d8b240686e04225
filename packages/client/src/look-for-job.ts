import type { WithResponse } from './api-promise.ts';
import type { RequestOptions, ResolvedLimits } from './call-options.ts';
import { APIError, APIUserAbortError, NotFoundError } from './errors.ts';
import type { Log } from './log.ts';
import type { Requests } from './resources/requests.ts';
import { sleep } from './sleep.ts';
import type { LipsyncGenerateResponse, LipsyncRequest } from './types.ts';

// A look that hangs must not use up the time of those after it.
const longestLook = 10_000;
// The last look decides whether to pay again: it must not fail for something that passes.
const lastLookRetries = 8;
// Nor may it go on for ever.
const longestLastLook = 90_000;

/**
 * The job with this reference, as its submission would have answered; undefined where both list and retrieve say that
 * there is none. Rejects where either cannot tell.
 */
export async function lookForJob(
  requests: Requests,
  referenceId: string,
  last: boolean,
  options: RequestOptions & ResolvedLimits,
  log: Log,
): Promise<WithResponse<LipsyncGenerateResponse> | undefined> {
  const { headers, signal, fetchOptions, timeout, rateLimitTimeout } = options;
  const look: RequestOptions = {
    headers,
    signal,
    fetchOptions,
    timeout: Math.min(timeout, longestLook),
    maxRetries: 0,
    rateLimitTimeout: last ? Math.min(rateLimitTimeout, 30_000) : 0,
  };
  const deadline = performance.now() + longestLastLook;
  const ask = <T>(question: () => Promise<T>) =>
    insist(question, last ? lastLookRetries : 0, deadline, signal);
  const ours = (request: LipsyncRequest) => request.reference_id === referenceId;

  const listed = await ask(() => requests.list({ reference_id: referenceId }, look).withResponse());
  const jobs = listed.data.data
    .filter(ours)
    .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  if (jobs.length > 1) {
    log(
      'warn',
      `${jobs.length} jobs have the reference ${referenceId}: ${jobs.map(({ id }) => id).join(', ')}`,
    );
  }
  if (jobs[0]) return adopt(jobs[0], listed.response);
  try {
    const found = await ask(() => requests.retrieve(referenceId, look).withResponse());
    return ours(found.data) ? adopt(found.data, found.response) : undefined;
  } catch (failure) {
    if (failure instanceof NotFoundError && isTheirWord(failure)) return undefined;
    throw failure;
  }
}

/** Asks again whatever the failure, but for an abort and the API's own refusal. */
async function insist<T>(
  ask: () => Promise<T>,
  retries: number,
  deadline: number,
  signal: AbortSignal | null | undefined,
): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await ask();
    } catch (failure) {
      const final =
        !(failure instanceof APIError) || failure instanceof APIUserAbortError || isTheirWord(failure);
      if (final || retry >= retries || performance.now() > deadline) throw failure;
      await sleep(Math.min(500 * 2 ** retry, 4_000), signal);
    }
  }
}

/** A refusal in the API's own words; a gateway's says nothing of the job. */
function isTheirWord({ status = 500, error }: APIError): boolean {
  return status < 500 && status !== 408 && status !== 429 && typeof error === 'object';
}

function adopt({ id }: LipsyncRequest, response: Response): WithResponse<LipsyncGenerateResponse> {
  return { data: { status: 'success', request_id: id }, response };
}
