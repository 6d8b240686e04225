import { type Kind, kinds, type OperationId } from '@chamelaion/spec/operations';
import { createGate } from '../access/gate.ts';
import type { RateLimiter } from '../access/rate-limiter.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import type { MockClock } from '../jobs/clock.ts';
import { createJobMaker } from '../jobs/job-maker.ts';
import type { JobStores } from '../jobs/job-store.ts';
import type { ResolvedOptions } from '../options.ts';
import { type AnswerCall, createAnswerCall } from './answer-call.ts';
import type { Check } from './call.ts';
import { checkExample } from './check-example.ts';
import { checkList } from './check-list.ts';
import { checkRetrieve } from './check-retrieve.ts';
import { checkSubmission } from './check-submission.ts';

export interface OperationParts {
  readonly options: ResolvedOptions;
  readonly clock: MockClock;
  readonly stores: JobStores;
  readonly rateLimiter: RateLimiter;
}

/** What answers each operation of the contract, by what it does for its kind of job. */
export function answerOperations(
  contract: Contract,
  { options, clock, stores, rateLimiter }: OperationParts,
): ReadonlyMap<OperationId, AnswerCall> {
  const { apiKeys, maxUploadBytes, stateless } = options;
  const checks = new Map<OperationId, Check>(
    contract.operations.map((operation) => [operation.id, checkExample(operation)]),
  );
  const find = (id: OperationId) => contract.operations.find((operation) => operation.id === id) as Operation;
  for (const [name, { submit, retrieve, find: list }] of Object.entries(kinds)) {
    const kind = name as Kind;
    const jobs = stores[kind];
    const makeJob = createJobMaker(kind, find(retrieve), options, clock);
    for (const id of submit) checks.set(id, checkSubmission(find(id), makeJob, jobs, maxUploadBytes));
    checks.set(retrieve, checkRetrieve(find(retrieve), jobs, clock));
    checks.set(list, checkList(find(list), jobs, clock));
  }
  return new Map(
    contract.operations.map((operation) => {
      const gate = createGate(operation, { apiKeys, rateLimiter, clock });
      const check = checks.get(operation.id) as Check;
      return [operation.id, createAnswerCall(operation, { gate, check, stateless })];
    }),
  );
}
