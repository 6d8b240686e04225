import type { Shape } from '@chamelaion/spec/operations';
import { limitBody } from '../http/limit-body.ts';
import { type Operation, refusalOf } from '../http/operations.ts';
import { Refusal } from '../http/refusal.ts';
import { readFields } from './read-fields.ts';
import { readReference, referenceField } from './reference.ts';

/** A job in JSON: what the API takes, and nothing else that stood in the body. */
export interface JSONJob {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reference: string | undefined;
}

// Two URLs and a reference.
const maxBytes = 2 ** 16;

/** Reads the body of a job in JSON. Whether its inputs make a job is for the API to say. */
export async function readJSONJob(
  request: Request,
  operation: Operation,
  mediaHosts: ReadonlySet<string> | undefined,
): Promise<JSONJob> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(?:;|$)/i.test(type)) throw refusalOf(operation, 'content-type');
  const fail = () => refusalOf(operation, 'body');
  const body = parse(await readText(request, fail), fail);
  const { [referenceField]: reference, ...fields } = operation.takes;
  const text = (value: string, { format }: Shape) => {
    if (/\p{Surrogate}/u.test(value)) throw fail();
    if (format === 'uri' && mediaHosts && !mediaHosts.has(hostOf(value))) {
      throw new Refusal(400, `media must come from ${[...mediaHosts].join(' or ')}`);
    }
    return value;
  };
  const read = readFields(body, fields, { fail, text });
  return {
    fields: read,
    reference: reference && readReference((body as Record<string, unknown>)[referenceField]),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

async function readText(request: Request, fail: () => Error): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw fail();
    }
  };
  let text = '';
  for await (const chunk of limitBody(request, maxBytes)) text += decode(chunk);
  return text + decode();
}

function parse(json: string, fail: () => Error): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw fail();
  }
}
