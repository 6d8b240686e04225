import { describeForm } from '../body/describe-form.ts';
import { encodeForm } from '../body/encode-form.ts';
import { readForm } from '../body/read-form.ts';
import { readJSONJob } from '../body/read-json.ts';
import { newReference, referenceField } from '../body/reference.ts';
import type { Answer } from '../http/answer.ts';
import { inTime } from '../http/in-time.ts';
import { limitBody } from '../http/limit-body.ts';
import type { Operation } from '../http/operations.ts';
import { Refusal } from '../http/refusal.ts';
import type { Upstream } from '../http/upstream.ts';
import type { Binding } from './owner-binding.ts';
import { readAnswer } from './read-answer.ts';
import type { ReferenceStore } from './reference-store.ts';
import type { SharedAnswers } from './shared-answers.ts';

const longestRecord = 30_000;

/** What submissions need. */
export interface SubmitParts {
  readonly upstream: Upstream;
  readonly shared: SharedAnswers;
  readonly references: ReferenceStore | undefined;
  readonly maxUploadBytes: number;
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
  { upstream, shared, references }: SubmitParts,
  { operation, request, binding, goOn }: Submission,
): Promise<Answer> {
  const { fields, reference = newReference() } = await readJSONJob(request, operation);
  const key = keyOf(operation, binding, reference, JSON.stringify(fields));
  const earlier = shared.find(key);
  if (earlier) return earlier;

  if (request.signal.aborted) throw new Refusal(400, 'request was cut off');
  const send = async () => {
    await record(references, binding, reference);
    const content = JSON.stringify({ ...fields, [referenceField]: binding.prefix + reference });
    const body = { contentType: 'application/json', content };
    const { method, path } = operation;
    return readSubmitted(await upstream({ method, path, body }), operation);
  };
  const answer = shared.keep(key, send());
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
  const { upstream, shared, references, maxUploadBytes } = parts;
  const left = new AbortController();
  const leave = () => left.abort();
  if (request.signal.aborted) leave();
  request.signal.addEventListener('abort', leave);

  let failure: unknown;
  let earlier: Promise<Answer> | undefined;
  const conclude = async () => {
    const { reference = newReference(), fingerprint } = form.conclude();
    const key = keyOf(operation, binding, reference, fingerprint);
    earlier = shared.find(key);
    if (earlier) throw new Refusal(409, 'sent before');
    // All that the caller has to give is there: from here on it goes on without the caller.
    request.signal.removeEventListener('abort', leave);
    goOn(shared.keep(key, answer));
    await record(references, binding, reference);
    return binding.prefix + reference;
  };
  const contentType = request.headers.get('content-type') ?? '';
  const chunks = limitBody(request, maxUploadBytes);
  const form = describeForm(readForm(chunks, contentType, operation), operation);
  const encoded = encodeForm(form.events, conclude);
  const content = noteFailure(encoded.chunks, (error) => {
    failure = error;
  });
  const send = async () => {
    const body = { contentType: encoded.contentType, content };
    const { path, method } = operation;
    return readSubmitted(await upstream({ method, path, body, signal: left.signal }), operation);
  };
  const answer = send();
  try {
    return await answer;
  } catch (error) {
    if (earlier) return earlier;
    throw failure ?? error;
  } finally {
    request.signal.removeEventListener('abort', leave);
  }
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

async function record(references: ReferenceStore | undefined, { owner }: Binding, reference: string): Promise<void> {
  if (!references || owner === undefined) return;
  // A job that is made later than its caller waits would be paid for twice.
  await inTime(
    references.record(owner, reference),
    longestRecord,
    () => new Error('references.record took longer than 30 s: the job was not made'),
  );
}

function readSubmitted(answer: Record<string, unknown>, { gives }: Operation): Answer {
  return { status: 200, body: readAnswer(answer, gives) };
}
