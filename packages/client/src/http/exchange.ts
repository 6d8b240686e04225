import { APIConnectionError, APIError, ChamelaionError } from '../errors.ts';
import { apiErrorFor } from './api-error-for.ts';
import type { Answer } from './call.ts';
import { isUsableId } from './fill-path.ts';
import { bytesOf, type Traffic } from './observe.ts';
import { readText } from './read-text.ts';
import { createRedactor, type Redact, redactedCause } from './redact.ts';
import { untrusted } from './retry-policy.ts';
import type { Transport } from './transport.ts';

/** What goes to `fetch`. */
export interface Init extends RequestInit {
  readonly headers: Readonly<Record<string, string>>;
}

/** A call on its way, and what a success must hold. */
export interface Outgoing {
  /** Method and path, for messages. */
  readonly name: string;
  readonly path: string;
  readonly query: object | undefined;
  readonly answer: string | undefined;
  /** The body can go as a stream. */
  readonly streams: boolean;
  readonly init: Init;
}

/**
 * One request and its whole answer, body included, with an attempt's own `init`. Throws unless the answer is a 2xx with a JSON object that holds what
 * the call lives by. Failures may echo a request's headers: credentials are replaced in them.
 */
export async function exchange(
  transport: Transport,
  outgoing: Outgoing,
  init: Init,
  traffic?: Traffic,
): Promise<Answer> {
  const { name, path, query, answer } = outgoing;
  let stage = 'no answer';
  try {
    const response = await transport(path, query, init);
    stage = 'the answer was cut off';
    const text = await readText(response, init);
    if (traffic) traffic.received = bytesOf(text);
    const data = response.ok ? parse(text) : undefined;
    if (!isObject(data)) throw failureOf(name, response, text, createRedactor(init.headers));
    if (answer === undefined || isUsable(data[answer], init.method)) return { data, response, text };
    const { status } = response;
    throw new APIError(`${name}: ${status} without a usable ${answer} (check baseURL)`, { status });
  } catch (error) {
    if (error instanceof ChamelaionError) throw error;
    const redact = createRedactor(init.headers);
    let cause: unknown;
    let root = 'unknown';
    try {
      root = redact(rootOf(error));
      cause = redactedCause(error, redact);
    } catch {
      // It cannot be read, such as one that is its own cause. A job may have been made all the same.
    }
    throw new APIConnectionError(`${name}: ${stage} (${root}${adviceOn(root)})`, { cause });
  }
}

/** An answer whose body was read, and can be read again. */
export function readAgain(response: Response, text: string): Response {
  // Configurable, because callers that share a submission share its answer.
  return Object.defineProperties(response, {
    text: { value: async () => text, configurable: true },
    json: { value: async () => JSON.parse(text), configurable: true },
  });
}

/** A POST answers with the id that its job is followed by. */
function isUsable(member: unknown, method: string | undefined): boolean {
  return method === 'POST' ? isUsableId(member) : typeof member === 'string' || Array.isArray(member);
}

function failureOf(name: string, response: Response, text: string, redact: Redact): APIError {
  const { status } = response;
  const headers = new Headers([...response.headers].map(([field, part]): [string, string] => [field, redact(part)]));
  const shown = redact(text);
  if (!response.ok) {
    const answer = Object.defineProperty(readAgain(response, shown), 'headers', { value: headers });
    return apiErrorFor(name, answer, shown);
  }
  // Every success of this API is an object: anything else comes from something in between.
  const found = shown.trim() ? JSON.stringify(shown.slice(0, 60)) : 'an empty body';
  return new APIError(`${name}: ${status} with ${found} instead of the API's JSON (check baseURL)`, {
    status,
    headers,
    error: shown,
    // The engine's own message quotes the text.
    cause: parse(text) === undefined ? new SyntaxError('The body is not JSON') : undefined,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function adviceOn(root: string): string {
  // A stream is sent with `redirect: 'error'`, so the runtime itself refuses.
  if (/redirect/i.test(root)) return ': redirects are not followed: check baseURL';
  if (/Proxy response \(407\)/.test(root)) return ": your network's proxy wants credentials: put them into its URL";
  return untrusted.test(root) ? ": if your network's proxy signed the certificate, set NODE_EXTRA_CA_CERTS" : '';
}

/** fetch says "fetch failed"; what happened is in its cause, and in a browser nowhere. */
function rootOf(error: unknown): string {
  const { code, message, name, cause } = Object(error) as { [part: string]: unknown };
  if (typeof (cause as Error | undefined)?.message === 'string') return rootOf(cause);
  // The codes of DOMExceptions are numbers without a meaning for readers, and undici's word for an abort hides its reason.
  const isWord = typeof code === 'string' && code !== 'UND_ERR_ABORTED';
  return String((isWord && code) || message || name || error);
}
