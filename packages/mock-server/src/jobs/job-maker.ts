import { randomUUID } from 'node:crypto';
import type { Kind } from '@chamelaion/spec/operations';
import type { Operation } from '../contract/contract.ts';
import type { MockClock } from './clock.ts';
import type { Job, Lateness } from './job.ts';

/** What a new job is made of. */
export interface JobOrder {
  readonly referenceId: string | undefined;
  /** The media that the job has to fetch; none for uploads. */
  readonly inputs: readonly { readonly type: string; readonly url: string }[];
  readonly lateness: Lateness;
}

export interface JobTimes {
  readonly queuedMs: number;
  readonly processingMs: number;
}

/** Makes the jobs of one kind. */
export type MakeJob = (order: JobOrder) => Job;

/** Makes jobs that fail with the message of the contract's failed example if one of their media cannot be fetched. */
export function createJobMaker(kind: Kind, retrieve: Operation, times: JobTimes, clock: MockClock): MakeJob {
  const { error_message } = retrieve.example(200, 'failed').body as { error_message: string };

  return ({ referenceId, inputs, lateness }) => {
    // The video's first: the contract documents its message, and the audio's only as the counterpart of that.
    const failing = inputs.filter(({ url }) => isMarkedInaccessible(url)).sort(videoFirst)[0];
    const failure = failing && error_message.replace('video', failing.type);
    const createdAt = clock.now();
    const startsAt = createdAt + times.queuedMs;
    const retrievableAt = createdAt + lateness.lateMs;
    return {
      kind,
      id: randomUUID(),
      referenceId,
      createdAt,
      startsAt,
      // Documented: 8 s until a job failed, 85 s until one was completed.
      endsAt: startsAt + (failure === undefined ? times.processingMs : times.processingMs / 10),
      failure,
      retrievableAt,
      listedAt: retrievableAt + lateness.listLateMs,
    };
  };
}

function videoFirst(one: { readonly type: string }, other: { readonly type: string }): number {
  return Number(other.type === 'video') - Number(one.type === 'video');
}

function isMarkedInaccessible(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.includes('not-accessible');
}
