import { type Fields, inputs } from '@chamelaion/spec/operations';
import { testTokens } from '../access/test-tokens.ts';
import type { Answer, Operation } from '../contract/contract.ts';
import { mediaType } from '../http/media-type.ts';
import { readBody } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import type { JobOrder, MakeJob } from '../jobs/job-maker.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { Call, Check } from './call.ts';
import { findFlaw } from './find-flaw.ts';

const maxJSONBytes = 1_048_576;

/** What a body orders, or what is wrong with it, named as the contract's `x-flaw` does. */
type ReadOrder = (call: Call) => Promise<{ readonly order: Omit<JobOrder, 'lateness'> } | { readonly flaw: string }>;

/** An operation that starts a job. */
export function checkSubmission(operation: Operation, makeJob: MakeJob, jobs: JobStore, maxUploadBytes: number): Check {
  const shapes = (inputs[operation.id] as { body: Fields }).body;
  const readOrder =
    operation.body === 'form' ? formReader(operation, shapes, maxUploadBytes) : jsonReader(operation, shapes);
  const created = operation.example(200);
  const exhausted = operation.example(412);
  const submit = ({ token, lateness }: Call, order: Omit<JobOrder, 'lateness'>): Answer => {
    if (token === testTokens.exhausted) return exhausted;
    const job = makeJob({ ...order, lateness });
    jobs.add(job);
    return { status: created.status, body: { ...(created.body as object), [operation.answer]: job.id } };
  };

  return async (call) => {
    if (mediaType(call.request.headers['content-type']) !== operation.requestMediaType) {
      return operation.refusal('content-type');
    }
    const read = await readOrder(call);
    return 'flaw' in read ? operation.refusal(read.flaw) : () => submit(call, read.order);
  };
}

function jsonReader(operation: Operation, shapes: Fields): ReadOrder {
  return async (call) => {
    const text = await readBody(call.request, maxJSONBytes);
    const body = text === undefined ? undefined : parseJSON(text);
    call.noteBody(body, text?.length ?? 0);
    const fits = (json: unknown) => operation.examineRequest({ path: call.path, json }).length === 0;
    const flaw = findFlaw(body, shapes, operation.requestExample as { [field: string]: unknown }, fits);
    if (flaw) return { flaw };
    const { reference_id: referenceId, inputs } = body as Pick<JobOrder, 'inputs'> & {
      reference_id?: string;
    };
    return { order: { referenceId, inputs } };
  };
}

function formReader(operation: Operation, shapes: Fields, maxUploadBytes: number): ReadOrder {
  const files = Object.keys(shapes).filter((name) => shapes[name]?.type === 'file');
  const required = files.filter((name) => shapes[name]?.required);
  // In place of the files: which of them are missing is said in separate words, below.
  const standIns = Object.fromEntries(required.map((name) => [name, 'file']));
  return async (call) => {
    const form = await readForm(call.request, maxUploadBytes);
    if (!form) return { flaw: 'body' };
    const noted = { ...form.fields, ...form.files };
    call.noteBody(noted, JSON.stringify(noted).length);
    const filled = { ...form.fields, ...standIns };
    if (operation.examineRequest({ path: call.path, form: filled }).length > 0) return { flaw: 'body' };
    const missing = required.find((name) => !form.files[name]);
    if (missing) return { flaw: `body.${missing}` };
    // Uploads are always accessible.
    return { order: { referenceId: form.fields['reference_id'], inputs: [] } };
  };
}

function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
