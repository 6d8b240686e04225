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
  if (key === 'data' ? Array.isArray(value) : typeof value === 'string')
    return { data: data as Data, response };
  throw new APIError(`${name}: ${response.status} without a usable ${key} (check baseURL)`, {
    status: response.status,
  });
}
