import type { Operation } from '../contract/contract.ts';
import type { MockClock } from '../jobs/clock.ts';
import { describeJob } from '../jobs/job.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { Check } from './call.ts';

/** An operation that finds one job. */
export function checkRetrieve(operation: Operation, jobs: JobStore, clock: MockClock): Check {
  const notFound = operation.refusal('path.id');
  return ({ params: { id }, origin }) =>
    () => {
      const now = clock.now();
      const job = id ? jobs.find(id, now) : undefined;
      return job ? { status: 200, body: describeJob(job, now, origin) } : notFound;
    };
}
