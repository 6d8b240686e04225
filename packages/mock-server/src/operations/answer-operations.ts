import { type Kind, kinds, type OperationId } from '@chamelaion/spec/operations';
import lists from '../../assets/lists.json' with { type: 'json' };
import { createGate } from '../access/gate.ts';
import type { RateLimiter } from '../access/rate-limiter.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import type { MockClock } from '../jobs/clock.ts';
import { describeJob, type Job, jobFacts } from '../jobs/job.ts';
import { createJobMaker } from '../jobs/job-maker.ts';
import type { JobStores } from '../jobs/job-store.ts';
import type { Webhooks } from '../jobs/webhooks.ts';
import type { ResolvedOptions } from '../options.ts';
import { type AnswerCall, createAnswerCall } from './answer-call.ts';
import type { Check } from './call.ts';
import { checkList } from './check-list.ts';
import { checkRetrieve } from './check-retrieve.ts';
import { checkSubmission } from './check-submission.ts';

export interface OperationParts {
  readonly options: ResolvedOptions;
  readonly clock: MockClock;
  readonly stores: JobStores;
  readonly webhooks: Webhooks;
  readonly rateLimiter: RateLimiter;
}

/** What answers each operation of the contract, by what it does for its kind of job. */
export function answerOperations(
  contract: Contract,
  { options, clock, stores, webhooks, rateLimiter }: OperationParts,
): ReadonlyMap<OperationId, AnswerCall> {
  const { apiKeys, maxUploadBytes, stateless } = options;
  const checks = new Map<OperationId, Check>();
  const find = (id: OperationId) => contract.operations.find((operation) => operation.id === id) as Operation;
  for (const [name, { submit, retrieve, find: list }] of Object.entries(kinds)) {
    const kind = name as Kind;
    const jobs = stores[kind];
    const makeJob = createJobMaker(kind, find(retrieve), options, clock);
    const addJob = (job: Job) => {
      jobs.add(job);
      webhooks.watch(job);
    };
    for (const id of submit) checks.set(id, checkSubmission(find(id), makeJob, addJob, maxUploadBytes));
    checks.set(retrieve, checkRetrieve(find(retrieve), jobs, clock));
    const listJobs = checkList<Job>(find(list), ({ query, origin }) => {
      // One moment for the whole list, so that a job is shown in the state that it was found by.
      const now = clock.now();
      return {
        found: jobs.list(now, query['reference_id']),
        facts: (job) => jobFacts(job, now),
        show: (job) => describeJob(job, now, origin),
      };
    });
    checks.set(list, listJobs);
  }
  const same = (item: object) => ({ ...item });
  for (const [name, items] of Object.entries(lists)) {
    const operation = find(name as OperationId);
    checks.set(
      operation.id,
      checkList<object>(operation, () => ({ found: items, facts: same, show: same })),
    );
  }
  return new Map(
    contract.operations.map((operation) => {
      const gate = createGate(operation, { apiKeys, rateLimiter, clock });
      const example = operation.example(200);
      // What neither lists nor knows jobs always answers its documented success.
      const check = checks.get(operation.id) ?? (() => () => example);
      return [operation.id, createAnswerCall(operation, { gate, check, stateless })];
    }),
  );
}
