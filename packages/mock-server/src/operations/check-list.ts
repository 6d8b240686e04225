import type { Operation } from '../contract/contract.ts';
import type { MockClock } from '../jobs/clock.ts';
import { describeJob } from '../jobs/job.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { Check } from './call.ts';

/** An operation that lists jobs, newest first. */
export function checkList(operation: Operation, jobs: JobStore, clock: MockClock): Check {
  return ({ path, query, origin }) => {
    const [violation] = operation.examineRequest({ path, query });
    if (violation) return operation.refusal(violation.at);
    return () => {
      const now = clock.now();
      // `limit=` is as good as no limit, for Prism as well.
      const limit = Number(query['limit'] || 20);
      const offset = Number(query['offset'] || 0);
      const matching = jobs.list(now, query['reference_id']);
      const data = matching.slice(offset, offset + limit).map((job) => describeJob(job, now, origin));
      return { status: 200, body: { data, pagination: { limit, offset, total: matching.length } } };
    };
  };
}
