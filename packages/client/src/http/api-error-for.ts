import type { components } from '@chamelaion/spec/schema';
import * as errors from '../errors.ts';

/** The API's own error, or the text of a failure that is not the API's; never empty. */
export type ErrorBody = components['schemas']['Error'] | string;

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

// What to do next, if the API's own words leave it open.
const advice: Readonly<Record<number, string>> = {
  401: 'check apiKey or CHAMELAION_API_KEY; if a proxy holds the key, sign in',
  412: "top up the account's token balance",
  429: 'wait before the next request',
};

/** The error of an answer that is no success; `name` is the call's method and path. */
export function apiErrorFor(name: string, response: Response, text: string): errors.APIError {
  const { status, type, headers } = response;
  const error = errorBody(text);
  const Class = classes[status] ?? (status >= 500 ? errors.InternalServerError : errors.APIError);
  const redirected = type === 'opaqueredirect' || (status >= 300 && status < 400);
  const isForeign = typeof error === 'string';
  let next = advice[status];
  if (redirected) next = 'redirects are not followed: check baseURL';
  else if (status === 404 && isForeign) next = "check baseURL: the API's own ends in /api";
  const words = isForeign ? `with ${error.slice(0, 60)} instead of the API's JSON` : error.error;
  return new Class(`${name}: ${status} ${words}${next ? ` (${next})` : ''}`, {
    status,
    headers,
    error,
    response,
  });
}

function errorBody(text: string): ErrorBody {
  try {
    const body = JSON.parse(text);
    if (typeof body?.error === 'string') return body;
  } catch {
    // Not the API's: the text is all that can be shown.
  }
  // An empty body must not read as "no error".
  return text.trim() || 'an empty body';
}
