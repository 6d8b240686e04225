import * as errors from './errors.ts';
import type { Answer, ErrorBody } from './transport.ts';

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

/** The data of a success, or the error of anything else. `key` is the text or list that a success lives by. */
export async function unwrap<Data extends object>(
  call: Promise<Answer>,
  key: keyof Data & string,
): Promise<Data> {
  const { name, data, error, response } = await call;
  if (!response.ok) throw failure(name, response, error as ErrorBody);
  const value = (data as Record<string, unknown>)[key];
  if (typeof value === 'string' || Array.isArray(value)) return data as Data;
  const { status, headers } = response;
  const found = Object.keys(data as object).join(', ') || 'nothing';
  throw new errors.APIError(`${name}: ${status} without a usable ${key}, but with ${found}`, {
    status,
    headers,
  });
}

function failure(name: string, response: Response, error: ErrorBody): errors.APIError {
  const { status, headers, type } = response;
  const Class = classes[status] ?? (status >= 500 ? errors.InternalServerError : errors.APIError);
  const redirected = type === 'opaqueredirect' || (status >= 300 && status < 400);
  const next = redirected ? 'redirects are not followed: check baseURL' : advice[status];
  const words =
    typeof error === 'string' ? `with ${error.slice(0, 60)} instead of the API's JSON` : error.error;
  return new Class(`${name}: ${status} ${words}${next ? ` (${next})` : ''}`, { status, headers, error });
}
