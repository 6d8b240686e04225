import { randomUUID } from 'node:crypto';
import type { MockClock } from './clock.ts';
import type { Operation } from './contract.ts';
import type { Job, Lateness } from './job.ts';

/** What a new job is made of. */
export interface JobOrder {
  readonly referenceId: string | undefined;
  /** Absent for uploads, which are always accessible. */
  readonly urls?: { readonly video: string; readonly audio: string };
  readonly lateness: Lateness;
}

export interface JobTimes {
  readonly queuedMs: number;
  readonly processingMs: number;
}

/** Makes jobs; where the failure messages come from is the contract's example of a failed job. */
export function createJobMaker(
  retrieve: Operation,
  times: JobTimes,
  clock: MockClock,
): (order: JobOrder) => Job {
  const failed = retrieve.documented(200, 'failed').body as { error_message: string };
  const failures = {
    video: failed.error_message,
    // The spec documents the audio's message only as the counterpart of the video's.
    audio: failed.error_message.replace('video', 'audio'),
  };

  return ({ referenceId, urls, lateness }) => {
    const failure = urls && failureOf(urls, failures);
    const createdAt = clock.now();
    const startsAt = createdAt + times.queuedMs;
    const retrievableAt = createdAt + lateness.lateMs;
    return {
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

function failureOf(
  urls: { video: string; audio: string },
  failures: { video: string; audio: string },
): string | undefined {
  if (isMarkedInaccessible(urls.video)) return failures.video;
  if (isMarkedInaccessible(urls.audio)) return failures.audio;
  return undefined;
}

function isMarkedInaccessible(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.includes('not-accessible');
}
