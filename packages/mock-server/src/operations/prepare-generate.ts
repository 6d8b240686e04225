import type { Prepare } from '../call.ts';
import type { Operation } from '../contract.ts';
import type { JobOrder } from '../job-maker.ts';
import { type BodyFlaw, judgeGenerateBody } from '../judge-generate-body.ts';
import { mediaType } from '../media-type.ts';
import { readBody } from '../read-body.ts';
import type { SubmitJob } from '../submit-job.ts';

const maxBytes = 1_048_576;

interface GenerateBody {
  inputs: { type: 'video' | 'audio'; url: string }[];
  reference_id?: string;
}

/** `POST /v1/lipsync/generate` */
export function prepareGenerate(operation: Operation, submitJob: SubmitJob): Prepare {
  const wrongContentType = operation.documented(400, 'content-type-must-be-json');
  const flaws = {
    'invalid-request-body': operation.documented(400, 'invalid-request-body'),
    'unknown-input-type': operation.documented(400, 'unknown-input-type'),
    'one-video-expected': operation.documented(400, 'one-video-expected'),
    'one-audio-expected': operation.documented(400, 'one-audio-expected'),
  } satisfies Record<BodyFlaw, unknown>;

  return async (call) => {
    if (mediaType(call.request.headers['content-type']) !== operation.requestMediaType)
      return wrongContentType;
    const text = await readBody(call.request, maxBytes);
    const body = text === undefined ? undefined : parseJson(text);
    call.noteBody(body, text?.length ?? 0);
    const fits = (json: unknown): boolean => operation.examineRequest({ path: call.path, json }).length === 0;
    const flaw = judgeGenerateBody(body, fits);
    if (flaw) return flaws[flaw];
    const order = toOrder(body as GenerateBody);
    return () => submitJob(call, order);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toOrder({ inputs, reference_id: referenceId }: GenerateBody): Omit<JobOrder, 'lateness'> {
  const urlOf = (type: string): string => inputs.find((input) => input.type === type)?.url ?? '';
  return { referenceId, urls: { video: urlOf('video'), audio: urlOf('audio') } };
}
