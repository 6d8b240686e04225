import { randomUUID } from 'node:crypto';
import { answers, type Fields, inputs, type Kind, kinds, type Shape } from '@chamelaion/spec/operations';
import type { Operation } from '../contract/contract.ts';
import type { MockClock } from './clock.ts';
import type { Given, Job, Lateness } from './job.ts';

/** What a new job is made of. */
export interface JobOrder {
  readonly body: { readonly [field: string]: unknown; readonly inputs?: readonly Media[] };
  readonly lateness: Lateness;
}

/** What a job has to fetch; uploads are always accessible. */
interface Media {
  readonly type: string;
  readonly url: string;
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
  const shapes = shownShapes(kind);

  return ({ body, lateness }) => {
    const { inputs = [] } = body;
    // The video's first: the contract documents its message, and the audio's only as the counterpart of that.
    const failing = inputs.filter(({ url }) => isMarkedInaccessible(url)).sort(videoFirst)[0];
    const failure = failing && error_message.replace('video', failing.type);
    const createdAt = clock.now();
    const startsAt = createdAt + times.queuedMs;
    const retrievableAt = createdAt + lateness.lateMs;
    return {
      kind,
      id: randomUUID(),
      given: given(shapes, body),
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

/** The fields that are both taken and shown: whatever else a body holds, an answer must not repeat. */
function shownShapes(kind: Kind): [string, Shape][] {
  const { submit, retrieve } = kinds[kind];
  const taken = new Set(submit.flatMap((id) => Object.keys(inputs[id].body)));
  return Object.entries<Shape>(answers[retrieve] as Fields).filter(([name]) => taken.has(name));
}

/** What the answer must say if the body does not. */
const defaults: Partial<Record<Shape['type'], unknown>> = { boolean: false, object: {} };

/** What the answer repeats of the body. */
function given(shapes: readonly [string, Shape][], body: JobOrder['body']): Given {
  const fields = shapes.map(([name, { type, required }]) => [name, body[name] ?? (required && defaults[type])]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function videoFirst(one: { readonly type: string }, other: { readonly type: string }): number {
  return Number(other.type === 'video') - Number(one.type === 'video');
}

function isMarkedInaccessible(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.includes('not-accessible');
}
