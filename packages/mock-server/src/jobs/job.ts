import { type Kind, kinds } from '@chamelaion/spec/operations';

/** A job. Nothing about it ever changes: its state follows from the time of the question. */
export interface Job {
  readonly kind: Kind;
  readonly id: string;
  readonly referenceId: string | undefined;
  readonly createdAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Why it will fail; undefined when it will be completed. */
  readonly failure: string | undefined;
  /** From when on the job can be retrieved. */
  readonly retrievableAt: number;
  /** From when on the job is listed. */
  readonly listedAt: number;
}

/** How late a new job shows up, in milliseconds. */
export interface Lateness {
  readonly lateMs: number;
  readonly listLateMs: number;
}

/** The state of `job` at the time `now`. */
export function jobStatus(job: Job, now: number): 'queued' | 'processing' | 'completed' | 'failed' {
  if (now < job.startsAt) return 'queued';
  if (now < job.endsAt) return 'processing';
  return job.failure === undefined ? 'completed' : 'failed';
}

/** The job as the API shows it at the time `now`; `origin` is that of its output. */
export function describeJob(job: Job, now: number, origin: string): Record<string, string> {
  const status = jobStatus(job, now);
  return {
    id: job.id,
    status,
    created_at: timestamp(job.createdAt),
    ...(status !== 'queued' && { started_at: timestamp(job.startsAt) }),
    ...((status === 'completed' || status === 'failed') && { finished_at: timestamp(job.endsAt) }),
    ...(status === 'completed' && { [kinds[job.kind].result]: results[job.kind](job, origin) }),
    ...(status === 'failed' && job.failure !== undefined && { error_message: job.failure }),
    ...(job.referenceId !== undefined && { reference_id: job.referenceId }),
  };
}

/** What a completed job gives, by its kind. */
const results: Readonly<Record<Kind, (job: Job, origin: string) => string>> = {
  lipsync: ({ id }, origin) => `${origin}${outputPath(id)}`,
};

/** The path below which the finished video of a job is served. */
export function outputPath(id: string): string {
  return `/output/${id}.mp4`;
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
