import { limitBody } from '../http/limit-body.ts';
import { type Operation, refusalOf } from '../http/operations.ts';
import { type Hosts, textReader } from './hosts.ts';
import { readFields } from './read-fields.ts';
import { readReference, referenceField } from './reference.ts';

/** A job in JSON: what the API takes, and nothing else that stood in the body. */
export interface JSONJob {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reference: string | undefined;
}

// A film's subtitles in some languages.
const maxBytes = 4 * 2 ** 20;

/** Reads the body of a job in JSON. Whether its inputs make a job is for the API to say. */
export async function readJSONJob(request: Request, operation: Operation, hosts: Hosts): Promise<JSONJob> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(?:;|$)/i.test(type)) throw refusalOf(operation, 'content-type');
  const fail = () => refusalOf(operation, 'body');
  const body = parse(await readText(request, fail), fail);
  const { [referenceField]: reference, ...fields } = operation.takes;
  const read = readFields(body, fields, { fail, text: textReader(hosts, fail) });
  return {
    fields: read,
    reference: reference && readReference((body as Record<string, unknown>)[referenceField]),
  };
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
