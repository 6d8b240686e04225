import { NotFoundError } from '@chamelaion/client';

/** The API's own word that there is no such job; a gateway's 404 proves nothing. */
export function isMissing(error: Error): boolean {
  return error instanceof NotFoundError && typeof error.error === 'object';
}
