import { type AnswerCall, createAnswerCall } from './answer-call.ts';
import type { Prepare } from './call.ts';
import type { MockClock } from './clock.ts';
import type { Contract, Operation, OperationId } from './contract.ts';
import { createGate } from './gate.ts';
import { createJobMaker } from './job-maker.ts';
import type { JobStore } from './job-store.ts';
import { prepareExample } from './operations/prepare-example.ts';
import { prepareGenerate } from './operations/prepare-generate.ts';
import { prepareGenerateWithMedia } from './operations/prepare-generate-with-media.ts';
import { prepareList } from './operations/prepare-list.ts';
import { prepareRetrieve } from './operations/prepare-retrieve.ts';
import type { ResolvedOptions } from './options.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { createSubmitJob, type SubmitJob } from './submit-job.ts';

export interface OperationParts {
  readonly options: ResolvedOptions;
  readonly clock: MockClock;
  readonly jobs: JobStore;
  readonly rateLimiter: RateLimiter;
}

/** What answers each operation of the contract; throws when the contract has lost one, or an example of it. */
export function answerOperations(
  contract: Contract,
  { options, clock, jobs, rateLimiter }: OperationParts,
): Readonly<Record<OperationId, AnswerCall>> {
  const { apiKeys, maxUploadBytes, stateless } = options;

  const find = (id: OperationId): Operation => {
    const operation = contract.operations.find((candidate) => candidate.id === id);
    if (!operation) throw new Error(`the spec has no operation ${id}`);
    return operation;
  };
  const answer = (id: OperationId, toPrepare: (operation: Operation) => Prepare): AnswerCall => {
    const operation = find(id);
    const gate = createGate(operation, { apiKeys, rateLimiter, clock });
    return createAnswerCall(operation, { gate, prepare: toPrepare(operation), stateless });
  };
  const makeJob = createJobMaker(find('lipsync.requests.retrieve'), options, clock);
  const submit = (operation: Operation): SubmitJob => createSubmitJob(operation, makeJob, jobs);

  return {
    'health.check': answer('health.check', (operation) => prepareExample(operation, 'ok')),
    'users.retrieveCurrent': answer('users.retrieveCurrent', (operation) =>
      prepareExample(operation, 'current-user'),
    ),
    'lipsync.generate': answer('lipsync.generate', (operation) =>
      prepareGenerate(operation, submit(operation)),
    ),
    'lipsync.generateWithMedia': answer('lipsync.generateWithMedia', (operation) =>
      prepareGenerateWithMedia(operation, submit(operation), maxUploadBytes),
    ),
    'lipsync.requests.retrieve': answer('lipsync.requests.retrieve', (operation) =>
      prepareRetrieve(operation, jobs, clock),
    ),
    'lipsync.requests.list': answer('lipsync.requests.list', (operation) =>
      prepareList(operation, jobs, clock),
    ),
  };
}
