import type { Shape } from '@chamelaion/spec/operations';
import { type Operation, refusalOf } from '../http/operations.ts';
import { Refusal } from '../http/refusal.ts';
import { readReference, referenceField } from './reference.ts';

/** Which jobs a list is to show. */
export interface ListQuery {
  readonly limit: number;
  readonly offset: number;
  readonly reference: string | undefined;
  /** All others, as they go to the API. */
  readonly filters: URLSearchParams;
}

/** Reads a list's query; every parameter may stand there once. */
export function readListQuery(params: URLSearchParams, operation: Operation, largest: number): ListQuery {
  const names = Object.keys(operation.takes);
  for (const name of params.keys()) {
    if (!names.includes(name)) {
      throw new Refusal(400, `a list takes only ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);
    }
    if (params.getAll(name).length > 1) throw new Refusal(400, `${name} must be given once`);
  }
  const integer = (name: 'limit' | 'offset') => {
    const { minimum = 0, default: fallback } = operation.takes[name] ?? {};
    const text = params.get(name) ?? String(fallback);
    if (!/^\d{1,9}$/.test(text) || Number(text) < minimum) throw refusalOf(operation, `query.${name}`);
    return Number(text);
  };
  const limit = Math.min(integer('limit'), largest);
  const filters = new URLSearchParams();
  for (const [name, text] of params) {
    if (['limit', 'offset', referenceField].includes(name)) continue;
    if (!fits(text, operation.takes[name] as Shape)) throw refusalOf(operation, `query.${name}`);
    filters.set(name, text);
  }
  return {
    limit,
    offset: integer('offset'),
    reference: readReference(params.get(referenceField) ?? undefined),
    filters,
  };
}

/** The query of a list that is nobody's in particular, as it goes to the API. */
export function plainQuery({ limit, offset, filters }: ListQuery): URLSearchParams {
  return new URLSearchParams([['limit', `${limit}`], ['offset', `${offset}`], ...filters]);
}

function fits(text: string, { type, format, enum: values }: Shape): boolean {
  if (text.length > 200 || values?.includes(text) === false) return false;
  if (type === 'boolean') return /^(true|false)$/.test(text);
  return format !== 'date-time' || dateTime.test(text);
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;
