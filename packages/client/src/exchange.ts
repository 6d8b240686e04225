import { APIConnectionError, APIError, APIUserAbortError } from './errors.ts';
import type { Fetch } from './options.ts';

/** A request as it goes to `fetch`, and its method and path, for messages. */
export interface Outgoing {
  readonly name: string;
  readonly url: string;
  readonly init: RequestInit;
}

/**
 * One request and its whole answer, body included; or an error that says what is missing. `secrets` are blotted out
 * of failures, which may echo a request's headers.
 */
export async function exchange(
  fetch: Fetch,
  { name, url, init }: Outgoing,
  secrets: readonly string[],
): Promise<Response> {
  const { signal } = init;
  const broken = (what: string, cause: unknown) =>
    signal?.aborted
      ? new APIUserAbortError(`${name}: aborted`, { cause: signal.reason })
      : new APIConnectionError(`${name}: ${what} (${rootOf(cause)})`, { cause });
  if (signal?.aborted) throw broken('not sent', undefined);

  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    throw broken('no answer', cause);
  }
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw broken('the answer was cut off', cause);
  }
  if (response.ok) return withBody(response, text, parse(name, response, text));
  return withBody(
    response,
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text),
  );
}

/** A success of this API is always an object: anything else comes from something in between. */
function parse(name: string, { status, headers }: Response, text: string): object {
  let value: unknown;
  let cause: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    cause = error;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const found = text.trim() === '' ? 'an empty body' : JSON.stringify(text.slice(0, 60));
  const message = `${name}: ${status} with ${found} instead of the API's JSON (check baseURL)`;
  throw new APIError(message, { status, headers, error: text, cause });
}

/** The response, with a body that was read and can be read again. */
function withBody(response: Response, text: string, value?: object): Response {
  return Object.defineProperties(response, {
    text: { value: async () => text },
    json: { value: async () => value ?? JSON.parse(text) },
  });
}

/** fetch says "fetch failed"; what happened is in its cause, and in a browser nowhere. */
function rootOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return rootOf(error.cause);
  return (error as { code?: string }).code || error.message || error.name;
}
