import type { Answer, Operation } from './contract.ts';
import type { Job } from './job.ts';
import type { JobOrder } from './job-maker.ts';
import type { JobStore } from './job-store.ts';

/** Makes a job, keeps it and answers its id. */
export type SubmitJob = (operation: Operation, order: JobOrder) => Answer;

export function createSubmitJob(makeJob: (order: JobOrder) => Job, jobs: JobStore): SubmitJob {
  return (operation, order) => {
    const job = makeJob(order);
    jobs.add(job);
    const example = operation.documented(200, 'job-created');
    return { status: example.status, body: { ...(example.body as object), request_id: job.id } };
  };
}
