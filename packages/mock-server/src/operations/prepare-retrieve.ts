import type { Prepare } from '../call.ts';
import type { MockClock } from '../clock.ts';
import type { Operation } from '../contract.ts';
import { describeJob } from '../job.ts';
import type { JobStore } from '../job-store.ts';

/** `GET /v1/lipsync/requests/{id}` */
export function prepareRetrieve(operation: Operation, jobs: JobStore, clock: MockClock): Prepare {
  const notFound = operation.documented(404, 'lipsync-request-not-found');
  return ({ params: { id }, origin }) =>
    () => {
      const now = clock.now();
      const job = id ? jobs.find(id, now) : undefined;
      return job ? { status: 200, body: describeJob(job, now, origin) } : notFound;
    };
}
