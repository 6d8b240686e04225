import { JobFailedError, type JobRequest, type WaitStatus, WaitTimeoutError } from '@chamelaion/client';
import { type JobName, jobInput, jobOutput, jobResult } from '../job-words.ts';
import type { Tool } from './tool.ts';

/** The tool that shows a job as it is now. */
export const getJobTool: Tool = {
  name: 'get_job',
  description: 'Shows a job as it is now. It is free. To wait until a job is done, use wait_for_job instead.',
  input: jobInput(),
  output: jobOutput,
  async run({ kind, id }: JobName, { client, signal, clean }) {
    return jobResult(kind, await client[kind].requests.retrieve(id, { signal }), clean);
  },
};

const longestWait = 45;
const seconds = { type: 'integer', minimum: 0, maximum: longestWait, default: longestWait } as const;

/** The tool that waits for a job, for as long as a call may last. */
export const waitForJobTool: Tool = {
  name: 'wait_for_job',
  description:
    `Waits until a job is completed or has failed, at most ${longestWait} seconds. If finished is false, call it again, ` +
    'as often as needed: jobs take minutes to hours. It is free.',
  input: jobInput({ seconds }),
  output: jobOutput,
  async run({ kind, id, seconds = longestWait }: JobName & { seconds?: number }, { client, signal, clean, ctx }) {
    const start = performance.now();
    let last: JobRequest | undefined;
    const progressToken = ctx.mcpReq._meta?.progressToken;
    const onStatus = ({ request, phase }: WaitStatus) => {
      last = request;
      if (progressToken === undefined) return;
      const message = `The job is ${JSON.stringify(clean(phase, 60))}`;
      const params = { progressToken, progress: (performance.now() - start) / 1_000, message };
      // The caller may be gone.
      ctx.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    };
    try {
      last = await client[kind].requests.waitFor(id, { signal, timeout: seconds * 1_000, onStatus });
    } catch (error) {
      const isOver = error instanceof JobFailedError || error instanceof WaitTimeoutError;
      if (!isOver || !last) throw error;
    }
    return jobResult(kind, last, clean);
  },
};
