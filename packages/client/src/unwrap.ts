import * as errors from './errors.ts';
import type { Answer } from './transport.ts';

type ErrorClass = new (message: string, details: errors.APIErrorDetails) => errors.APIError;

const classes: Readonly<Record<number, ErrorClass>> = {
  400: errors.BadRequestError,
  401: errors.AuthenticationError,
  403: errors.PermissionDeniedError,
  404: errors.NotFoundError,
  409: errors.ConflictError,
  412: errors.TokenLimitError,
  422: errors.UnprocessableEntityError,
  429: errors.RateLimitError,
};

// What to do next, where the API's own words leave it open.
const advice: Readonly<Record<number, string>> = {
  401: 'check apiKey or CHAMELAION_API_KEY',
  412: "top up the account's token balance",
  429: 'wait before the next request',
};

/** The data of a success, or the error of anything else; without the field `key` a success is worth nothing. */
export async function unwrap<Data extends object>(
  call: Promise<Answer>,
  key: keyof Data & string,
): Promise<Data> {
  const { name, data, error, response } = await call;
  const { ok, status, headers } = response;
  if (ok && data && key in data) return data as Data;
  if (ok) throw new errors.APIError(`${name}: ${status} without "${key}"`, { status, headers, error: data });
  throw failure(name, response, error);
}

function failure(name: string, { status, headers, type }: Response, error: unknown): errors.APIError {
  const Class = classes[status] ?? (status >= 500 ? errors.InternalServerError : errors.APIError);
  const redirected = type === 'opaqueredirect' || (status >= 300 && status < 400);
  const next = redirected ? 'redirects are not followed: check baseURL' : advice[status];
  const message = `${name}: ${status} ${wordsOf(error)}${next ? ` (${next})` : ''}`;
  return new Class(message, { status, headers, error });
}

/** The API's own words, or the start of what came in their place. */
function wordsOf(error: unknown): string {
  const words = (error as { error?: unknown } | null | undefined)?.error;
  if (typeof words === 'string') return words;
  const text = typeof error === 'string' ? error : JSON.stringify(error);
  return text?.trim() ? `with a body that is not the API's: ${text.slice(0, 60)}` : 'with an empty body';
}
