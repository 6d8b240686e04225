import { limitBody } from './limit-body.ts';
import { isReference } from './owner-binding.ts';
import { badReference } from './read-query.ts';
import { invalidBody, Refusal } from './refusal.ts';

/** A job from URLs: what the API takes, and nothing else that stood in the body. */
export interface URLJob {
  readonly fields: {
    readonly inputs: readonly { readonly type: string; readonly url: string }[];
    readonly disable_active_speaker_detection?: boolean;
  };
  readonly reference: string | undefined;
}

// Two URLs and a reference.
const maxBytes = 2 ** 16;

/** Reads the body of a job from URLs. Whether its inputs make a job is for the API to say. */
export async function readJSONJob(request: Request): Promise<URLJob> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(?:;|$)/i.test(type))
    throw new Refusal(400, 'content-type must be application/json');
  const body = parse(await readText(request));
  if (!isObject(body) || !Array.isArray(body['inputs'])) throw invalidBody();
  const inputs = body['inputs'].map((input: unknown) => {
    if (!isObject(input)) throw invalidBody();
    return { type: text(input['type']), url: text(input['url']) };
  });
  const reference = body['reference_id'];
  if (reference !== undefined && !isReference(reference)) throw badReference();
  const flag = body['disable_active_speaker_detection'];
  if (flag !== undefined && typeof flag !== 'boolean') throw invalidBody();
  return {
    fields: { inputs, ...(flag !== undefined && { disable_active_speaker_detection: flag }) },
    reference,
  };
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of limitBody(request, maxBytes)) text += decode(decoder, chunk);
  return text + decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw invalidBody();
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalidBody();
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  if (typeof value !== 'string' || /\p{Surrogate}/u.test(value)) throw invalidBody();
  return value;
}
