import { withoutPrefixes } from './owner-binding.ts';
import { BadGateway } from './refusal.ts';

/** A job as its owner may see it. */
export interface Job {
  readonly id: string;
  readonly created_at: string;
  readonly [field: string]: string;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const optional = ['started_at', 'finished_at', 'output_url'];

/** True for what may enter a path of the API. */
export function isUUID(text: unknown): text is string {
  return typeof text === 'string' && uuid.test(text);
}

/** An answer that cannot be understood is shown to nobody. */
export function unreadable(): BadGateway {
  return new BadGateway('an answer of the API lacks what it promises');
}

/**
 * The job in an answer, without its prefix, and with documented fields alone; undefined where it is somebody else's.
 */
export function readJob(value: unknown, prefix: string): Job | undefined {
  if (typeof value !== 'object' || value === null) throw unreadable();
  const { id, status, created_at, reference_id, ...rest } = value as Record<string, unknown>;
  const isText = (field: unknown): field is string => typeof field === 'string';
  if (!isUUID(id) || !isText(status) || !isText(created_at)) throw unreadable();
  const job: Record<string, string> & Job = { id, status, created_at };
  for (const name of optional) if (isText(rest[name])) job[name] = rest[name];
  if (isText(rest['error_message'])) job['error_message'] = withoutPrefixes(rest['error_message']);
  if (isText(reference_id) && reference_id.startsWith(prefix)) {
    return { ...job, reference_id: reference_id.slice(prefix.length) };
  }
  // Without a prefix nothing is bound, and a job needs no reference.
  return prefix === '' ? job : undefined;
}
