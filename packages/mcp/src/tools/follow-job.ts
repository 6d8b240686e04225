import { JobFailedError, type JobRequest, type WaitStatus, WaitTimeoutError } from '@chamelaion/client';
import type { Kind } from '@chamelaion/spec/operations';
import { jobInput, jobOutput, jobResult } from '../job-words.ts';
import type { Session } from '../session.ts';
import type { Tool } from './tool.ts';

/** The tool that shows a job as it is now. */
export function getJobTool(session: Session): Tool {
  return {
    name: 'get_job',
    description: 'Shows a job as it is now. It is free. To wait until a job is done, use wait_for_job instead.',
    input: jobInput(),
    output: jobOutput,
    isReadOnly: true,
    async run({ kind, id }, { signal }) {
      const job = await session.client[kind as Kind].requests.retrieve(id as string, { signal });
      return jobResult(kind as Kind, job, session.clean);
    },
  };
}

const longestWait = 45;

/** The tool that waits for a job, for as long as a call may last. */
export function waitForJobTool(session: Session): Tool {
  const seconds = { type: 'integer', minimum: 0, maximum: longestWait, default: longestWait } as const;
  return {
    name: 'wait_for_job',
    description:
      `Waits until a job is completed or has failed, at most ${longestWait} seconds. If finished is false, call it again, ` +
      'as often as needed: jobs take minutes to hours. It is free.',
    input: jobInput({ seconds }),
    output: jobOutput,
    isReadOnly: true,
    async run({ kind, id, seconds = longestWait }, { signal, tell }) {
      const { client, clean } = session;
      const start = performance.now();
      let last: JobRequest | undefined;
      const timeout = (seconds as number) * 1_000;
      const onStatus = ({ request, phase }: WaitStatus) => {
        last = request;
        tell((performance.now() - start) / 1_000, `The job is ${JSON.stringify(clean(phase, 60))}`);
      };
      try {
        last = await client[kind as Kind].requests.waitFor(id as string, { signal, timeout, onStatus });
      } catch (error) {
        const isOver = error instanceof JobFailedError || error instanceof WaitTimeoutError;
        if (!isOver || !last) throw error;
      }
      return jobResult(kind as Kind, last, clean);
    },
  };
}
