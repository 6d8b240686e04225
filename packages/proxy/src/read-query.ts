import { isReference } from './owner-binding.ts';
import { Refusal } from './refusal.ts';

/** Which jobs a list is to show. */
export interface ListQuery {
  readonly limit: number;
  readonly offset: number;
  readonly reference: string | undefined;
}

const names = ['limit', 'offset', 'reference_id'];
const largestPage = 100;

/** Reads a list's query; every parameter may stand there once. */
export function readListQuery(params: URLSearchParams): ListQuery {
  for (const name of params.keys()) {
    if (!names.includes(name))
      throw new Refusal(400, 'limit, offset and reference_id are all that a list takes');
    if (params.getAll(name).length > 1) throw new Refusal(400, `${name} must be given once`);
  }
  const limit = readInteger(params.get('limit') ?? '20');
  if (limit === undefined || limit < 1) throw new Refusal(400, 'limit must be an integer of at least 1');
  const offset = readInteger(params.get('offset') ?? '0');
  if (offset === undefined) throw new Refusal(400, 'offset must be an integer of at least 0');
  const reference = params.get('reference_id') ?? undefined;
  if (reference !== undefined && !isReference(reference)) throw badReference();
  return { limit: Math.min(limit, largestPage), offset, reference };
}

function readInteger(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A reference that the API would not keep as it is. */
export function badReference(): Refusal {
  return new Refusal(400, 'reference_id must have 1 to 200 characters');
}
