import type { Prepare } from '../call.ts';
import type { MockClock } from '../clock.ts';
import type { Operation } from '../contract.ts';
import { describeJob } from '../job.ts';
import type { JobStore } from '../job-store.ts';

/** `GET /v1/lipsync/requests` */
export function prepareList(operation: Operation, jobs: JobStore, clock: MockClock): Prepare {
  const invalidLimit = operation.documented(400, 'invalid-limit');
  const invalidOffset = operation.documented(400, 'invalid-offset');

  return ({ path, query, origin }) => {
    const [violation] = operation.examineRequest({ path, query });
    if (violation) return violation.at === 'query.offset' ? invalidOffset : invalidLimit;
    return () => {
      const now = clock.now();
      // `limit=` is as good as no limit: Prism sees it that way, too.
      const limit = Number(query['limit'] || 20);
      const offset = Number(query['offset'] || 0);
      const matching = jobs.list(now, query['reference_id']);
      const data = matching.slice(offset, offset + limit).map((job) => describeJob(job, now, origin));
      return { status: 200, body: { data, pagination: { limit, offset, total: matching.length } } };
    };
  };
}
