import { type Kind, kinds } from '@chamelaion/spec/operations';
import { APIError, APIUserAbortError, NotFoundError } from '../errors.ts';
import type { Answer, Call } from '../http/call.ts';
import type { Http } from '../http/http.ts';
import { sleep } from '../http/sleep.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { JobPage, JobRequest } from './job.ts';

// A look that hangs must not use up the time of those after it.
const longestLook = 10_000;
// The last look decides whether to pay again: it must not fail for something that passes.
const lastLookRetries = 8;
// Nor may it go on for ever.
const longestLastLook = 90_000;

/**
 * The job with this reference, as its submission would have answered; undefined if both list and retrieve say that there
 * is none. Throws if either cannot tell.
 */
export async function lookForJob(
  http: Http,
  kind: Kind,
  referenceId: string,
  last: boolean,
  { headers, signal, fetchOptions, timeout, rateLimitTimeout }: Call['settings'],
): Promise<Answer | undefined> {
  const { find, findOne } = kinds[kind] as {
    find: 'lipsync.requests.list';
    findOne?: 'lipsync.requests.retrieve';
  };
  const options: RequestOptions = {
    headers,
    signal,
    fetchOptions,
    timeout: Math.min(timeout, longestLook),
    maxRetries: 0,
    rateLimitTimeout: last ? Math.min(rateLimitTimeout, 30_000) : 0,
  };
  const deadline = performance.now() + longestLastLook;
  const ask = <T>(question: () => Promise<T>) => retryLook(question, last ? lastLookRetries : 0, deadline, signal);
  const isOurs = (request: JobRequest) => request.reference_id === referenceId;

  const listed = await ask(() => http.read<JobPage>(find, options, { query: { reference_id: referenceId } }));
  const jobs = listed.data.data.filter(isOurs).sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  if (jobs.length > 1) {
    http.log('warn', `${jobs.length} jobs have the reference ${referenceId}: ${jobs.map(({ id }) => id).join(', ')}`);
  }
  if (jobs[0]) return adopt(jobs[0], listed);
  if (!findOne) return undefined;
  try {
    const found = await ask(() => http.read<JobRequest>(findOne, options, { path: { id: referenceId } }));
    return isOurs(found.data) ? adopt(found.data, found) : undefined;
  } catch (failure) {
    if (failure instanceof NotFoundError && isApiError(failure)) return undefined;
    throw failure;
  }
}

/** Asks again whatever the failure, but for an abort and the API's own refusal. */
async function retryLook<T>(
  ask: () => Promise<T>,
  retries: number,
  deadline: number,
  signal: AbortSignal | null | undefined,
): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await ask();
    } catch (failure) {
      const final = !(failure instanceof APIError) || failure instanceof APIUserAbortError || isApiError(failure);
      if (final || retry >= retries || performance.now() > deadline) throw failure;
      await sleep(Math.min(500 * 2 ** retry, 4_000), signal);
    }
  }
}

/** A refusal in the API's own words; a gateway's says nothing of the job. */
function isApiError({ status = 500, error }: APIError): boolean {
  return status < 500 && status !== 408 && status !== 429 && typeof error === 'object';
}

function adopt({ id }: JobRequest, answer: Answer): Answer {
  return { ...answer, data: { status: 'success', request_id: id } };
}
