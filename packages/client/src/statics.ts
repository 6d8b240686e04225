import { createFetchClient } from './create-fetch-client.ts';
import * as errors from './errors.ts';
import { nextPoll } from './poll-schedule.ts';
import { newReferenceId } from './reference-id.ts';
import { toFile } from './to-file.ts';

/** What hangs on the class: a CommonJS `require()` gives the class alone, and vendor code looks for errors there. */
export abstract class Statics {
  static readonly createFetchClient: typeof createFetchClient = createFetchClient;
  static readonly ChamelaionError: typeof errors.ChamelaionError = errors.ChamelaionError;
  static readonly APIError: typeof errors.APIError = errors.APIError;
  static readonly BadRequestError: typeof errors.BadRequestError = errors.BadRequestError;
  static readonly AuthenticationError: typeof errors.AuthenticationError = errors.AuthenticationError;
  static readonly PermissionDeniedError: typeof errors.PermissionDeniedError = errors.PermissionDeniedError;
  static readonly NotFoundError: typeof errors.NotFoundError = errors.NotFoundError;
  static readonly ConflictError: typeof errors.ConflictError = errors.ConflictError;
  static readonly TokenLimitError: typeof errors.TokenLimitError = errors.TokenLimitError;
  static readonly UnprocessableEntityError: typeof errors.UnprocessableEntityError =
    errors.UnprocessableEntityError;
  static readonly RateLimitError: typeof errors.RateLimitError = errors.RateLimitError;
  static readonly InternalServerError: typeof errors.InternalServerError = errors.InternalServerError;
  static readonly APIConnectionError: typeof errors.APIConnectionError = errors.APIConnectionError;
  static readonly APIConnectionTimeoutError: typeof errors.APIConnectionTimeoutError =
    errors.APIConnectionTimeoutError;
  static readonly APIUserAbortError: typeof errors.APIUserAbortError = errors.APIUserAbortError;
  static readonly UnknownOutcomeError: typeof errors.UnknownOutcomeError = errors.UnknownOutcomeError;
  static readonly LipsyncFailedError: typeof errors.LipsyncFailedError = errors.LipsyncFailedError;
  static readonly WaitTimeoutError: typeof errors.WaitTimeoutError = errors.WaitTimeoutError;
  static readonly newReferenceId: typeof newReferenceId = newReferenceId;
  static readonly toFile: typeof toFile = toFile;
  static readonly nextPoll: typeof nextPoll = nextPoll;
}
