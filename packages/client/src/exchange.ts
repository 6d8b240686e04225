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
  const value = response.ok ? parse(text) : undefined;
  if (isObject(value)) return withBody(response, text, value);

  // A failure may echo the request's headers, and ends up in logs.
  const redact = (part: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), part);
  const shown = redact(text);
  const headers = new Headers([...response.headers].map(([field, part]) => [field, redact(part)]));
  if (!response.ok) return Object.defineProperty(withBody(response, shown), 'headers', { value: headers });

  // Every success of this API is an object: anything else comes from something in between.
  const found = shown.trim() === '' ? 'an empty body' : JSON.stringify(shown.slice(0, 60));
  const message = `${name}: ${response.status} with ${found} instead of the API's JSON (check baseURL)`;
  const cause = value instanceof SyntaxError ? value : undefined;
  throw new APIError(message, { status: response.status, headers, error: shown, cause });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message quotes the text.
    return new SyntaxError('The body is not JSON');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Error);
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
