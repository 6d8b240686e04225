import type { Call } from './call.ts';
import type { Answer, Operation } from './contract.ts';
import type { Job } from './job.ts';
import type { JobOrder } from './job-maker.ts';
import type { JobStore } from './job-store.ts';
import { testTokens } from './test-tokens.ts';

/** Makes a job, keeps it and answers its id, if the caller's token balance allows. */
export type SubmitJob = (call: Call, order: Omit<JobOrder, 'lateness'>) => Answer;

export function createSubmitJob(
  operation: Operation,
  makeJob: (order: JobOrder) => Job,
  jobs: JobStore,
): SubmitJob {
  const created = operation.documented(200, 'job-created');
  const exhausted = operation.documented(412, 'token-limit-reached');
  return ({ token, lateness }, order) => {
    if (token === testTokens.exhausted) return exhausted;
    const job = makeJob({ ...order, lateness });
    jobs.add(job);
    return { status: created.status, body: { ...(created.body as object), request_id: job.id } };
  };
}
