import { type Kind, kinds } from '@chamelaion/spec/operations';
import { APIError, NotFoundError } from '../errors.ts';
import type { Answer, Call } from '../http/call.ts';
import { isUsableId } from '../http/fill-path.ts';
import type { Http } from '../http/http.ts';
import { isApiRefusal } from '../http/retry-policy.ts';
import { sleep } from '../http/sleep.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { JobPage, JobRequest } from './job.ts';
import { isMinted } from './reference-id.ts';
import { isFinal } from './settle.ts';

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
  { headers, signal, fetchOptions, onAttempt, timeout, rateLimitTimeout }: Call['settings'],
): Promise<Answer | undefined> {
  const { find, findOne } = kinds[kind] as {
    find: 'lipsync.requests.list';
    findOne?: 'lipsync.requests.retrieve';
  };
  const options: RequestOptions = {
    headers,
    signal,
    fetchOptions,
    onAttempt: onAttempt ?? undefined,
    timeout: Math.min(timeout, longestLook),
    maxRetries: 0,
    rateLimitTimeout: last ? Math.min(rateLimitTimeout, 30_000) : 0,
  };
  const deadline = performance.now() + longestLastLook;
  const ask = <T>(question: () => Promise<T>) => retryLook(question, last ? lastLookRetries : 0, deadline, signal);

  const listed = await ask(() => http.read<JobPage>(find, options, { query: { reference_id: referenceId } }));
  const page: readonly (JobRequest | null)[] = listed.data.data;
  const ours = (page.filter((request) => owner(request, referenceId) === 'us') as JobRequest[]).sort(
    (a, b) => Date.parse(a.created_at) - Date.parse(b.created_at),
  );
  if (ours.length > 1) {
    http.log('warn', `${ours.length} jobs have the reference ${referenceId}: ${ours.map(({ id }) => id).join(', ')}`);
  }
  const adopted = ours.find(({ status }) => status !== 'failed') ?? ours[0];
  if (adopted) return adopt(adopted, listed);

  if (findOne) {
    try {
      return await ask(async () => {
        const found = await http.read<JobRequest>(findOne, options, { path: { id: referenceId } });
        // The reference is this job's alone: a job found under it that names no other is this one.
        if ((owner(found.data, referenceId) ?? 'us') !== 'us') throw cannotTell(findOne);
        return adopt(found.data, found);
      });
    } catch (failure) {
      if (!(failure instanceof NotFoundError && isApiRefusal(failure))) throw failure;
    }
  }
  // One job that is not clearly another's, or is counted but not shown, may be this one, whatever stands beside it.
  const isClear = page.every((request) => owner(request, referenceId) === 'others');
  if (!isClear || listed.data.pagination?.total > page.length) throw cannotTell(find);
  return undefined;
}

/** Whose job it is; undefined if it does not say. */
function owner(request: JobRequest | null, referenceId: string): 'us' | 'others' | 'either' | undefined {
  const theirs = request?.reference_id;
  if (typeof theirs !== 'string' || theirs === '') return undefined;
  if (theirs === referenceId) return 'us';
  // Servers may trim a reference or change its case. A minted one stays unique even then.
  const plain = (reference: string) => reference.trim().toLowerCase();
  if (plain(theirs) !== plain(referenceId)) return 'others';
  return isMinted(referenceId) ? 'us' : 'either';
}

function cannotTell(operation: string): APIError {
  return new APIError(`${operation}: 200 with a job that may be this one or another`, { status: 200 });
}

/** Asks again whatever the failure, if that may help. */
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
      if (isFinal(failure) || retry >= retries || performance.now() > deadline) throw failure;
      await sleep(Math.min(500 * 2 ** retry, 4_000), signal);
    }
  }
}

function adopt({ id }: JobRequest, answer: Answer): Answer {
  if (!isUsableId(id)) throw new APIError('A job was found, but its id is missing', { status: 200 });
  return { ...answer, data: { status: 'success', request_id: id } };
}
