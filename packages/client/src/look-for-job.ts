import type { WithResponse } from './api-promise.ts';
import type { RequestOptions, ResolvedLimits } from './call-options.ts';
import { NotFoundError } from './errors.ts';
import type { Log } from './log.ts';
import type { Requests } from './resources/requests.ts';
import type { LipsyncGenerateResponse, LipsyncRequest } from './types.ts';

// A look that hangs must not use up the time of those after it.
const longestLook = 10_000;
// The last look decides, so that a passing failure must not be its answer.
const lastLookRetries = 5;

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
  const look: RequestOptions = {
    headers: options.headers,
    signal: options.signal,
    fetchOptions: options.fetchOptions,
    timeout: Math.min(options.timeout, longestLook),
    maxRetries: last ? Math.max(options.maxRetries, lastLookRetries) : 0,
    rateLimitTimeout: last ? options.rateLimitTimeout : 0,
  };
  const ours = (request: LipsyncRequest) => request.reference_id === referenceId;
  const { data, response } = await requests.list({ reference_id: referenceId }, look).withResponse();
  const jobs = data.data.filter(ours).sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  if (jobs.length > 1) {
    log(
      'warn',
      `${jobs.length} jobs have the reference ${referenceId}: ${jobs.map(({ id }) => id).join(', ')}`,
    );
  }
  if (jobs[0]) return adopt(jobs[0], response);
  try {
    const found = await requests.retrieve(referenceId, look).withResponse();
    return ours(found.data) ? adopt(found.data, found.response) : undefined;
  } catch (failure) {
    // Only the API's own word counts: a gateway's 404 says nothing of the job.
    if (failure instanceof NotFoundError && typeof failure.error === 'object') return undefined;
    throw failure;
  }
}

function adopt({ id }: LipsyncRequest, response: Response): WithResponse<LipsyncGenerateResponse> {
  return { data: { status: 'success', request_id: id }, response };
}
