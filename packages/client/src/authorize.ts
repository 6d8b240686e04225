import type { paths } from '@chamelaion/spec/schema';
import { ChamelaionError } from './errors.ts';

const open: keyof paths = '/health';

/** Keeps the credentials from the one operation that needs none, and refuses every other call that has none. */
export function authorize(headers: Headers, path: string, needsCredential: boolean): void {
  if (path === open) {
    headers.delete('authorization');
    headers.delete('x-api-key');
  } else if (needsCredential && !headers.has('authorization') && !headers.has('x-api-key')) {
    throw new ChamelaionError(
      `No API key for ${path}: set the environment variable CHAMELAION_API_KEY or pass the option apiKey (or CHAMELAION_BEARER_TOKEN, bearerToken)`,
    );
  }
}
