import type { Answer } from './answer.ts';
import { describeForm } from './describe-form.ts';
import { encodeForm } from './encode-form.ts';
import { inTime } from './in-time.ts';
import type { Jobs } from './jobs.ts';
import { limitBody } from './limit-body.ts';
import { operationTargets } from './operations.ts';
import { type Binding, newReference } from './owner-binding.ts';
import { readForm } from './read-form.ts';
import { isUUID, unreadable } from './read-job.ts';
import { readJSONJob } from './read-json.ts';
import { Refusal } from './refusal.ts';
import type { SharedAnswers } from './shared-answers.ts';
import type { Upstream } from './upstream.ts';

const longestRecord = 30_000;

/** What submissions need. */
export interface SubmitParts {
  readonly upstream: Upstream;
  readonly shared: SharedAnswers;
  readonly jobs: Jobs | undefined;
  readonly maxUploadBytes: number;
}

/** A job that is to be made, and for whom. */
export interface Submission {
  readonly request: Request;
  readonly binding: Binding;
  /** Called with what must go on even where the caller has left. */
  readonly goOn: (answer: Promise<unknown>) => void;
}

/** Submits a job from URLs. Its body is sent at once, so from then on it goes on without the caller. */
export async function submitJSON(
  { upstream, shared, jobs }: SubmitParts,
  submission: Submission,
): Promise<Answer> {
  const { request, binding, goOn } = submission;
  const { fields, reference = newReference() } = await readJSONJob(request);
  const key = keyOf(binding, reference, JSON.stringify(fields));
  const earlier = shared.find(key);
  if (earlier) return earlier;

  if (request.signal.aborted) throw new Refusal(400, 'request was cut off');
  const send = async () => {
    await record(jobs, binding, reference);
    const content = JSON.stringify({ ...fields, reference_id: binding.prefix + reference });
    const body = { contentType: 'application/json', content };
    return readGenerated(await upstream({ ...operationTargets['lipsync.generate'], body }));
  };
  const answer = shared.keep(key, send());
  goOn(answer);
  return answer;
}

/**
 * Submits a job from files, as they come. Its reference may come last, so only then can be told whether it was sent
 * before; without its end, the API makes no job of what it has got.
 */
export async function submitUpload(
  parts: SubmitParts,
  { request, binding, goOn }: Submission,
): Promise<Answer> {
  const { upstream, shared, jobs, maxUploadBytes } = parts;
  const left = new AbortController();
  const leave = () => left.abort();
  if (request.signal.aborted) leave();
  request.signal.addEventListener('abort', leave);

  let failure: unknown;
  let earlier: Promise<Answer> | undefined;
  const conclude = async () => {
    const { reference = newReference(), fingerprint } = form.conclude();
    const key = keyOf(binding, reference, fingerprint);
    earlier = shared.find(key);
    if (earlier) throw new Refusal(409, 'sent before');
    // All that the caller has to give is there: from here on it goes on without the caller.
    request.signal.removeEventListener('abort', leave);
    goOn(shared.keep(key, answer));
    await record(jobs, binding, reference);
    return binding.prefix + reference;
  };
  const contentType = request.headers.get('content-type') ?? '';
  const form = describeForm(readForm(limitBody(request, maxUploadBytes), contentType));
  const encoded = encodeForm(form.events, conclude);
  const content = noteFailure(encoded.chunks, (error) => {
    failure = error;
  });
  const send = async () => {
    const body = { contentType: encoded.contentType, content };
    const { path, method } = operationTargets['lipsync.generateWithMedia'];
    return readGenerated(await upstream({ method, path, body, signal: left.signal }));
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

/** `fetch` tells nobody why its body broke. */
async function* noteFailure<T>(
  chunks: AsyncIterable<T>,
  note: (error: unknown) => void,
): AsyncGenerator<T, void> {
  try {
    yield* chunks;
  } catch (error) {
    note(error);
    throw error;
  }
}

/** The same reference may name several jobs: only the same job under it is sent twice by mistake. */
function keyOf({ owner }: Binding, reference: string, content: string): string {
  return JSON.stringify([owner ?? null, reference, content]);
}

async function record(jobs: Jobs | undefined, { owner }: Binding, reference: string): Promise<void> {
  if (!jobs || owner === undefined) return;
  // A job that is made later than its caller waits would be paid for twice.
  await inTime(
    jobs.record(owner, reference),
    longestRecord,
    () => new Error('jobs.record took longer than 30 s: the job was not made'),
  );
}

function readGenerated({ request_id }: Record<string, unknown>): Answer {
  if (!isUUID(request_id)) throw unreadable();
  return { status: 200, body: { status: 'success', request_id } };
}
