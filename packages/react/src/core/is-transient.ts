import { APIError } from '@chamelaion/client';

/** True for failures that the next poll may not meet: no answer, too many requests, a fault or a page of a gateway. */
export function isTransient(error: Error): boolean {
  if (!(error instanceof APIError)) return false;
  const { status = 500, error: words } = error;
  // The client makes an object of the API's own words.
  return status >= 500 || [408, 429].includes(status) || typeof words !== 'object';
}
