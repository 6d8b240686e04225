import { answers, type Fields, type Kind, kinds, type Shape } from '@chamelaion/spec/operations';

/** A job. Nothing about it ever changes: its state follows from the time of the question. */
export interface Job {
  readonly kind: Kind;
  readonly id: string;
  /** What the API says again of what the job was made from, its `reference_id` included. */
  readonly given: Given;
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

/** Fields of a body that a job shows. */
export interface Given {
  readonly reference_id?: string;
  readonly [field: string]: unknown;
}

/** How late a new job shows up, in milliseconds. */
export interface Lateness {
  readonly lateMs: number;
  readonly listLateMs: number;
}

/** The states of a kind's jobs before they end. */
const steps = Object.fromEntries(
  Object.entries(kinds).map(([kind, { retrieve }]) => [
    kind,
    answers[retrieve].status.known.filter((status) => status !== 'completed' && status !== 'failed'),
  ]),
);

/** The state of `job` at the time `now`: queued, then the others that its kind knows, each as long as the next. */
export function jobStatus({ kind, startsAt, endsAt, failure }: Job, now: number): string {
  if (now >= endsAt) return failure === undefined ? 'completed' : 'failed';
  const [queued = '', ...others] = steps[kind] ?? [];
  if (now < startsAt) return queued;
  return others[Math.floor(((now - startsAt) / (endsAt - startsAt)) * others.length)] ?? '';
}

/** A state of a job, and when it begins. */
export interface Step {
  readonly status: string;
  readonly at: number;
}

/** When each state of `job` begins, its end included. */
export function jobSteps({ kind, createdAt, startsAt, endsAt, failure }: Job): Step[] {
  const [queued = '', ...others] = steps[kind] ?? [];
  const stepMs = (endsAt - startsAt) / others.length;
  return [
    { status: queued, at: createdAt },
    ...others.map((status, index) => ({ status, at: startsAt + index * stepMs })),
    { status: failure === undefined ? 'completed' : 'failed', at: endsAt },
  ];
}

/** What a list of jobs can be filtered by. The rest costs more, for 10,000 jobs much more. */
export function jobFacts(job: Job, now: number): Record<string, unknown> {
  return { ...job.given, id: job.id, status: jobStatus(job, now), created_at: timestamp(job.createdAt) };
}

/** The job as the API shows it at the time `now`; `origin` is that of its output. */
export function describeJob(job: Job, now: number, origin: string): Record<string, unknown> {
  const facts = jobFacts(job, now);
  return {
    ...facts,
    ...(now >= job.startsAt && { started_at: timestamp(job.startsAt) }),
    ...(now >= job.endsAt && { finished_at: timestamp(job.endsAt) }),
    ...(facts['status'] === 'completed' && { [kinds[job.kind].result]: resultOf(job, origin) }),
    ...(facts['status'] === 'failed' && { error_message: job.failure }),
  };
}

/** What a completed job gives: a URL for each that the contract's shape of the result has. */
function resultOf({ kind, id, given }: Job, origin: string): unknown {
  const fill = ({ fields, values, keysOf = '' }: Shape, path: string, name: string): unknown => {
    if (fields) return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fill(field, path, key)]));
    if (!values) return `${origin}${path}.${extensions[name] ?? 'mp4'}`;
    const keys = given[keysOf] as string[];
    return Object.fromEntries(keys.map((key) => [key, fill(values, `${path}/${segment(key)}`, key)]));
  };
  const { retrieve, result } = kinds[kind];
  const shapes: Fields = answers[retrieve];
  return fill(shapes[result] as Shape, `/output/${id}`, result);
}

const extensions: Readonly<Record<string, string>> = { audio: 'wav', srt: 'srt' };

/** Half a character has no URL. */
function segment(key: string): string {
  return encodeURIComponent(key.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** A file that a job gives. */
export interface OutputFile {
  readonly name: string;
  readonly url: string;
}

/** All files that a completed job gives, e.g. `de video` or `output_url`. */
export function outputs(job: Job, origin: string): OutputFile[] {
  const leaves = (value: unknown, path: readonly string[]): OutputFile[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
      : [{ name: path.join(' ') || kinds[job.kind].result, url: String(value) }];
  return leaves(resultOf(job, origin), []);
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
