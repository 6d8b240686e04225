import { apiErrorFor } from './api-error-for.ts';
import { APIConnectionError, APIError } from './errors.ts';
import type { Fetch } from './options.ts';
import { createRedactor, type Redact, redactedCause } from './redact.ts';

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
 * One request and its whole answer, body included. Rejects with an error for everything that is no success of the API.
 * Failures may echo a request's headers: its credentials are blotted out of them.
 */
export async function exchange(fetch: Fetch, { name, url, init }: Outgoing): Promise<Response> {
  let stage = 'no answer';
  try {
    const response = await fetch(url, init);
    stage = 'the answer was cut off';
    const text = await response.text();
    const value = response.ok ? parse(text) : undefined;
    if (isObject(value)) return withBody(response, text, value);
    throw failure(name, response, text, createRedactor(init.headers as Headers));
  } catch (error) {
    if (error instanceof APIError) throw error;
    const redact = createRedactor(init.headers as Headers);
    const cause = redactedCause(error, redact);
    throw new APIConnectionError(`${name}: ${stage} (${redact(rootOf(error))})`, { cause });
  }
}

function failure(name: string, response: Response, text: string, redact: Redact): APIError {
  const { ok, status } = response;
  const headers = new Headers([...response.headers].map(([field, part]) => [field, redact(part)]));
  const shown = redact(text);
  if (!ok) {
    const error = apiErrorFor(name, response, headers, shown);
    failures.set(error, Object.defineProperty(withBody(response, shown), 'headers', { value: headers }));
    return error;
  }
  // Every success of this API is an object: anything else comes from something in between.
  const found = shown.trim() === '' ? 'an empty body' : JSON.stringify(shown.slice(0, 60));
  const cause = parse(text);
  return new APIError(`${name}: ${status} with ${found} instead of the API's JSON (check baseURL)`, {
    status,
    headers,
    error: shown,
    cause: cause instanceof SyntaxError ? cause : undefined,
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
  const { code, message, name, cause } = Object(error) as { [part: string]: unknown };
  if (typeof (cause as Error | undefined)?.message === 'string') return rootOf(cause);
  // The codes of DOMExceptions are numbers that tell nobody anything.
  return String((typeof code === 'string' && code) || message || name || error);
}
