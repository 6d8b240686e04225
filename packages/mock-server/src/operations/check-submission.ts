import { type Fields, inputs } from '@chamelaion/spec/operations';
import { testTokens } from '../access/test-tokens.ts';
import type { Answer, Operation } from '../contract/contract.ts';
import { mediaType } from '../http/media-type.ts';
import { parseJSON } from '../http/parse-json.ts';
import { readBody } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import type { Job } from '../jobs/job.ts';
import type { JobOrder, MakeJob } from '../jobs/job-maker.ts';
import type { Call, Check } from './call.ts';
import { findFlaw } from './find-flaw.ts';
import { formMeaning } from './form-meaning.ts';

// A film's subtitles fit.
const maxJSONBytes = 4 * 2 ** 20;

type Body = JobOrder['body'];

/** What a body means, or what is wrong with it, named as the contract's `x-flaw` does. */
type ReadJob = (call: Call) => Promise<{ readonly body: Body } | { readonly flaw: string }>;

/** An operation that starts a job. */
export function checkSubmission(
  operation: Operation,
  makeJob: MakeJob,
  addJob: (job: Job) => void,
  maxUploadBytes: number,
): Check {
  const shapes = (inputs[operation.id] as { body: Fields }).body;
  const readJob =
    operation.body === 'form' ? formReader(operation, shapes, maxUploadBytes) : jsonReader(operation, shapes);
  const created = operation.example(200);
  const exhausted = operation.example(412);
  const submit = ({ token, lateness }: Call, body: Body): Answer => {
    if (token === testTokens.exhausted) return exhausted;
    const job = makeJob({ body, lateness });
    addJob(job);
    return { status: created.status, body: { ...(created.body as object), [operation.answer]: job.id } };
  };

  return async (call) => {
    if (mediaType(call.request.headers['content-type']) !== operation.requestMediaType) {
      return operation.refusal('content-type');
    }
    const read = await readJob(call);
    return 'flaw' in read ? operation.refusal(read.flaw) : () => submit(call, read.body);
  };
}

function jsonReader(operation: Operation, shapes: Fields): ReadJob {
  return async (call) => {
    const text = await readBody(call.request, maxJSONBytes);
    const body = text === undefined ? undefined : parseJSON(text);
    call.noteBody(body, text?.length ?? 0);
    const fits = (body: unknown) => operation.examineRequest({ path: call.path, body }).length === 0;
    const flaw = findFlaw(body, shapes, operation.requestExample as { [field: string]: unknown }, fits);
    return flaw ? { flaw } : { body: body as Body };
  };
}

function formReader(operation: Operation, shapes: Fields, maxUploadBytes: number): ReadJob {
  const required = Object.keys(shapes).filter((name) => shapes[name]?.type === 'file' && shapes[name]?.required);
  // In place of the files: which of them are missing is said in separate words, below.
  const standIns = Object.fromEntries(required.map((name) => [name, 'file']));
  return async (call) => {
    const form = await readForm(call.request, maxUploadBytes);
    if (!form) return { flaw: 'body' };
    const noted = { ...form.fields, ...form.files };
    call.noteBody(noted, JSON.stringify(noted).length);
    const body = formMeaning(form, shapes);
    if (!body || operation.examineRequest({ path: call.path, body: { ...body, ...standIns } }).length > 0) {
      return { flaw: 'body' };
    }
    const missing = required.find((name) => !form.files[name]);
    return missing ? { flaw: `body.${missing}` } : { body };
  };
}
