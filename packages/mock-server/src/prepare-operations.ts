import type { Prepare } from './call.ts';
import type { MockClock } from './clock.ts';
import type { Contract, Operation, OperationId } from './contract.ts';
import { createJobMaker } from './job-maker.ts';
import type { JobStore } from './job-store.ts';
import { prepareExample } from './operations/prepare-example.ts';
import { prepareGenerate } from './operations/prepare-generate.ts';
import { prepareGenerateWithMedia } from './operations/prepare-generate-with-media.ts';
import { prepareList } from './operations/prepare-list.ts';
import { prepareRetrieve } from './operations/prepare-retrieve.ts';
import type { ResolvedOptions } from './options.ts';
import { createSubmitJob } from './submit-job.ts';

/** The behaviour behind each operation of the contract; throws when the contract has lost one. */
export function prepareOperations(
  contract: Contract,
  jobs: JobStore,
  clock: MockClock,
  options: ResolvedOptions,
): Readonly<Record<OperationId, Prepare>> {
  const operation = (id: OperationId): Operation => {
    const found = contract.operations.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`the spec has no operation ${id}`);
    return found;
  };
  const submitJob = createSubmitJob(
    createJobMaker(operation('retrieveLipsyncRequest'), options, clock),
    jobs,
  );
  return {
    checkHealth: prepareExample(operation('checkHealth'), 'ok'),
    retrieveCurrentUser: prepareExample(operation('retrieveCurrentUser'), 'current-user'),
    generateLipsync: prepareGenerate(operation('generateLipsync'), submitJob),
    generateLipsyncWithMedia: prepareGenerateWithMedia(
      operation('generateLipsyncWithMedia'),
      submitJob,
      options.maxUploadBytes,
    ),
    retrieveLipsyncRequest: prepareRetrieve(operation('retrieveLipsyncRequest'), jobs, clock),
    listLipsyncRequests: prepareList(operation('listLipsyncRequests'), jobs, clock),
  };
}
