import { describeForm } from '../body/describe-form.ts';
import { encodeForm } from '../body/encode-form.ts';
import type { Hosts } from '../body/hosts.ts';
import { readForm } from '../body/read-form.ts';
import { readJSONJob } from '../body/read-json.ts';
import { newReference, referenceField } from '../body/reference.ts';
import type { Answer } from '../http/answer.ts';
import { fromApplication } from '../http/in-time.ts';
import { limitBody } from '../http/limit-body.ts';
import type { Operation } from '../http/operations.ts';
import { BadGateway, Refusal } from '../http/refusal.ts';
import type { Upstream } from '../http/upstream.ts';
import { type BeforeSubmit, withinBudget } from './budget.ts';
import { type Binding, toUpstream } from './owner-binding.ts';
import { readAnswer } from './read-answer.ts';
import type { ReferenceStore } from './reference-store.ts';
import type { SharedAnswers } from './shared-answers.ts';
import type { CountUpload } from './upload-count.ts';

/** What submissions need. */
export interface SubmitParts extends Hosts {
  readonly upstream: Upstream;
  readonly shared: SharedAnswers;
  readonly references: ReferenceStore | undefined;
  readonly maxUploadBytes: number;
  readonly countUploads: CountUpload;
  readonly beforeSubmit: BeforeSubmit | undefined;
}

/** A job that is to be made, and its owner. */
export interface Submission {
  readonly operation: Operation;
  readonly request: Request;
  readonly binding: Binding;
  /** Called with what must go on even if the caller has left. */
  readonly goOn: (answer: Promise<unknown>) => void;
}

/** Submits a job in JSON. Its body is sent at once, so from then on it goes on without the caller. */
export async function submitJSON(
  parts: SubmitParts,
  { operation, request, binding, goOn }: Submission,
): Promise<Answer> {
  const { upstream, shared, references, beforeSubmit } = parts;
  const { fields, reference = newReference() } = await readJSONJob(request, operation, parts);
  const tagged = toUpstream(binding, reference);
  const key = keyOf(operation, binding, reference, JSON.stringify(fields));
  const earlier = shared.find(key);
  if (earlier) return earlier;

  if (request.signal.aborted) throw new Refusal(400, 'request was cut off');
  let sent = false;
  const send = async () => {
    await record(references, binding, reference, operation);
    const content = JSON.stringify({ ...fields, [referenceField]: tagged });
    const body = { contentType: 'application/json', content };
    const { method, path } = operation;
    sent = true;
    return readSubmitted(await upstream({ method, path, body }), operation);
  };
  const planned = { ...planOf(operation, binding, request), body: fields };
  const made = withinBudget(beforeSubmit, planned, send, () => sent);
  const answer = shared.keep(key, made);
  goOn(answer);
  return answer;
}

/**
 * Submits a job from files, as they come. Its reference may come last, so only then is it known whether the job was sent
 * before; without the end of the form, the API makes no job of it.
 */
export async function submitUpload(
  parts: SubmitParts,
  { operation, request, binding, goOn }: Submission,
): Promise<Answer> {
  const { upstream, shared, references, maxUploadBytes, beforeSubmit, countUploads } = parts;
  const left = new AbortController();
  const leave = () => left.abort();
  if (request.signal.aborted) leave();
  request.signal.addEventListener('abort', leave);

  let failure: unknown;
  let earlier: Promise<Answer> | undefined;
  let isWhole = false;
  const conclude = async () => {
    const { reference = newReference(), fingerprint } = await form.conclude();
    const tagged = toUpstream(binding, reference);
    const key = keyOf(operation, binding, reference, fingerprint);
    earlier = shared.find(key);
    if (earlier) throw new Refusal(409, 'sent before');
    // All that the caller has to give is there: from here on it goes on without the caller.
    request.signal.removeEventListener('abort', leave);
    goOn(shared.keep(key, answer));
    await record(references, binding, reference, operation);
    isWhole = true;
    return tagged;
  };
  const contentType = request.headers.get('content-type') ?? '';
  const chunks = limitBody(request, maxUploadBytes);
  const form = describeForm(readForm(chunks, contentType, operation), operation, parts);
  const encoded = encodeForm(form.events, conclude);
  const content = noteFailure(encoded.chunks, (error) => {
    failure = error;
  });
  const send = async () => {
    const body = { contentType: encoded.contentType, content };
    const { path, method } = operation;
    const made = await upstream({ method, path, body, signal: left.signal });
    if (isWhole) return readSubmitted(made, operation);
    isWhole = true;
    throw new BadGateway('the API answered an upload with a job before the upload had ended');
  };
  const done = countUploads(binding.owner);
  const planned = { ...planOf(operation, binding, request), body: undefined };
  const answer = withinBudget(beforeSubmit, planned, send, () => isWhole);
  try {
    return await answer;
  } catch (error) {
    if (earlier) return earlier;
    throw failure ?? error;
  } finally {
    done();
    request.signal.removeEventListener('abort', leave);
  }
}

function planOf({ id }: Operation, { owner = 'everyone' }: Binding, request: Request) {
  return { operation: id, owner, request };
}

/** `fetch` does not say why its body broke. */
async function* noteFailure<T>(chunks: AsyncIterable<T>, note: (error: unknown) => void): AsyncGenerator<T, void> {
  try {
    yield* chunks;
  } catch (error) {
    note(error);
    throw error;
  }
}

/** The same reference may name several jobs: only the same job under it is sent twice by mistake. */
function keyOf({ id }: Operation, { owner }: Binding, reference: string, content: string): string {
  return JSON.stringify([id, owner ?? null, reference, content]);
}

async function record(
  references: ReferenceStore | undefined,
  { owner }: Binding,
  reference: string,
  { job }: Operation,
): Promise<void> {
  if (!references || owner === undefined || !job) return;
  // A job that is made later than its caller waits would be paid for twice.
  await fromApplication(references.record(owner, reference, job.kind), 'the job was not made: references.record');
}

function readSubmitted(answer: Record<string, unknown>, { gives }: Operation): Answer {
  return { status: 200, body: readAnswer(answer, gives) };
}
