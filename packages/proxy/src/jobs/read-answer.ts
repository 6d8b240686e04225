import type { Fields, Shape } from '@chamelaion/spec/operations';
import { readFields } from '../body/read-fields.ts';
import { referenceField } from '../body/reference.ts';
import { withoutPrefixes } from '../http/prefix.ts';
import { unreadable } from '../http/refusal.ts';

/** A job as its owner may see it. */
export interface Job {
  readonly id: string;
  readonly created_at: string;
  readonly [field: string]: unknown;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** True for what may enter a path of the API. */
export function isUUID(text: unknown): text is string {
  return typeof text === 'string' && uuid.test(text);
}

/** The documented fields of an answer; one that lacks what it promises is not shown. */
export function readAnswer(value: unknown, fields: Fields): Record<string, unknown> {
  return readFields(value, fields, { fail: unreadable, lenient: true, text });
}

function text(value: string, { format }: Shape): string {
  if (format === 'uuid' && !isUUID(value)) throw unreadable();
  return format === undefined ? withoutPrefixes(value) : value;
}

/** The job in an answer, without its prefix; undefined if it is another owner's. */
export function readJob(value: unknown, prefix: string, fields: Fields): Job | undefined {
  const { [referenceField]: _, ...others } = fields;
  const job = readAnswer(value, others) as Job;
  const reference = (value as Record<string, unknown>)[referenceField];
  if (typeof reference === 'string' && reference.startsWith(prefix)) {
    return { ...job, [referenceField]: reference.slice(prefix.length) };
  }
  // Without a prefix nothing is bound, and a job needs no reference.
  return prefix === '' ? job : undefined;
}
