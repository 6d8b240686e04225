import { answers, type Fields, type Kind, kinds } from '@chamelaion/spec/operations';
import type { CallToolResult, ResourceLink } from '@modelcontextprotocol/server';
import { type Clean, quote } from './clean.ts';
import { kindNames, kindWords } from './kind-words.ts';
import { type Answer, readAnswer } from './shapes.ts';
import { result } from './tools/tool.ts';

/** A job as an agent names it. */
export type JobName = { readonly kind: Kind; readonly id: string };

/** The field that names a kind. */
export const kindField: Fields = { kind: { type: 'string', enum: kindNames, required: true } };

const id = { type: 'string', minLength: 1, required: true, description: 'The request_id of the job' } as const;
/** The fields that name a job. */
export const jobInput: Fields = { ...kindField, id };

/** The fields of a job. */
export function jobShape(kind: Kind): Fields {
  return answers[kinds[kind].retrieve];
}

/** The fields of jobs of all kinds. */
export const jobFields: Fields = Object.assign({}, ...kindNames.map(jobShape));

/** What tools answer of one job. */
export const jobOutput: Fields = {
  kind: { type: 'string' },
  finished: { type: 'boolean' },
  job: { type: 'object', fields: jobFields },
};

/** One job as tools answer it: how it stands, and what to do next. */
export function jobResult(kind: Kind, given: unknown, clean: Clean): CallToolResult {
  const job = readAnswer(given, jobShape(kind), clean);
  const { status, error_message } = job;
  const outputs = job[kinds[kind].result];
  const finished = status === 'failed' || (status === 'completed' && outputs !== undefined);
  const name = JSON.stringify({ kind, id: clean(job['id'], 60) });
  const why = typeof error_message === 'string' ? `${quote(error_message, clean)} ` : '';
  let next = `${why}Tell the person. Another try is a new paid job: it needs another reference.`;
  if (status === 'completed') next = `Next: download_outputs ${name}, or give the person its URLs.`;
  if (!finished) next = `It goes on by itself. Next: wait_for_job ${name}.`;
  const text = `The ${kindWords[kind].name} ${sayJob(job, clean)}. ${next}`;
  return result(text, { kind, finished, job }, linksTo(outputs, String(job['id'])));
}

/** A job in few words, those of the API in quotes. */
export function sayJob({ id, status, reference_id }: Answer, clean: Clean): string {
  const named = reference_id === undefined ? '' : ` (reference ${JSON.stringify(clean(reference_id, 100))})`;
  return `${JSON.stringify(clean(id, 60))}${named} is ${JSON.stringify(clean(status ?? 'in an unknown state', 40))}`;
}

/** The files of a completed job: the URLs in its result, named after where they stand. */
function linksTo(value: unknown, name: string): ResourceLink[] {
  if (typeof value === 'string') return [{ type: 'resource_link', uri: value, name }];
  return Object.entries(Object(value)).flatMap(([key, one]) => linksTo(one, `${name}.${key}`));
}
