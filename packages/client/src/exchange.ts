import { apiErrorFor } from './api-error-for.ts';
import { APIConnectionError, APIError } from './errors.ts';
import type { Fetch } from './options.ts';

/** A request as it goes to `fetch`, and its method and path, for messages. */
export interface Outgoing {
  readonly name: string;
  readonly url: string;
  readonly init: RequestInit;
}

const failures = new WeakMap<APIError, Response>();

/** The answer behind an error, for those who want it as it came; undefined where no whole answer arrived. */
export function responseOf(error: APIError): Response | undefined {
  return failures.get(error);
}

/**
 * One request and its whole answer, body included. Rejects with an error for everything that is no success of the API;
 * `secrets` are blotted out of it, as failures may echo a request's headers.
 */
export async function exchange(
  fetch: Fetch,
  { name, url, init }: Outgoing,
  secrets: readonly string[],
): Promise<Response> {
  let stage = 'no answer';
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, init);
    stage = 'the answer was cut off';
    text = await response.text();
  } catch (cause) {
    throw new APIConnectionError(`${name}: ${stage} (${rootOf(cause)})`, { cause });
  }
  const value = response.ok ? parse(text) : undefined;
  if (isObject(value)) return withBody(response, text, value);

  const redact = (part: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), part);
  const headers = new Headers([...response.headers].map(([field, part]) => [field, redact(part)]));
  const shown = redact(text);
  if (!response.ok) {
    const error = apiErrorFor(name, response, headers, shown);
    failures.set(error, Object.defineProperty(withBody(response, shown), 'headers', { value: headers }));
    throw error;
  }
  // Every success of this API is an object: anything else comes from something in between.
  const { status } = response;
  const found = shown.trim() === '' ? 'an empty body' : JSON.stringify(shown.slice(0, 60));
  const message = `${name}: ${status} with ${found} instead of the API's JSON (check baseURL)`;
  throw new APIError(message, {
    status,
    headers,
    error: shown,
    cause: value instanceof SyntaxError ? value : undefined,
  });
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
