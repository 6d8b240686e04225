import type { WithResponse } from './api-promise.ts';
import { APIError } from './errors.ts';
import type { Answer } from './transport.ts';

/** Refuses a success without `key`, the text or the list that it lives by. */
export async function unwrap<Data>(
  call: Promise<Answer>,
  key: keyof Data & string,
): Promise<WithResponse<Data>> {
  const { name, data, response } = await call;
  const value = (data as Record<string, unknown>)[key];
  if (typeof value === 'string' || Array.isArray(value)) return { data: data as Data, response };
  const { status, headers } = response;
  const found = Object.keys(data).join(', ') || 'nothing';
  throw new APIError(`${name}: ${status} without a usable ${key}, but with ${found}`, { status, headers });
}
