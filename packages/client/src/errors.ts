// Two installed copies of this package recognise each other's errors by these marks, not by class identity.
const marks = Symbol.for('@chamelaion/client/errors');

/**
 * The root of every error that this package throws. Thrown itself for what is refused before any request; the
 * message names the field.
 *
 * @example
 * ```ts
 * import Chamelaion, { ChamelaionError } from '@chamelaion/client';
 *
 * try {
 *   await new Chamelaion().lipsync.requests.retrieve('');
 * } catch (error) {
 *   if (error instanceof ChamelaionError) console.error(error.message);
 * }
 * ```
 */
export class ChamelaionError extends Error {
  /** @internal */
  static readonly mark: string = 'ChamelaionError';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    const own: string[] = [];
    for (let kind = new.target; kind.mark; kind = Object.getPrototypeOf(kind)) own.push(kind.mark);
    Object.defineProperty(this, marks, { value: own });
    Object.defineProperty(this, 'name', { value: new.target.mark, configurable: true, writable: true });
  }

  /** True for errors of this class, those of another installed copy included. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A caller's own subclass has no mark, and must not claim its siblings.
    if (!Object.hasOwn(this, 'mark')) return Function.prototype[Symbol.hasInstance].call(this, value);
    const theirs = (value as { [marks]?: unknown } | null | undefined)?.[marks];
    return Array.isArray(theirs) && theirs.includes(this.mark);
  }
}

/** What is known of an answer, or of its absence. */
export interface APIErrorDetails {
  /** The HTTP status; undefined when no whole answer arrived. */
  readonly status?: number | undefined;
  /** The answer's headers; undefined when no whole answer arrived. */
  readonly headers?: Headers | undefined;
  /** The answer's body: the API's `{ error }`, or the text of anything else. */
  readonly error?: unknown;
  /** What went wrong underneath. */
  readonly cause?: unknown;
  /** @internal The answer, to be read again. */
  readonly response?: Response | undefined;
}

/**
 * A request that was sent, or was about to be, and did not succeed. Answers of the API have a `status` and their own
 * class; without an answer `status` is undefined, as in {@link APIConnectionError}.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 *
 * try {
 *   await new Chamelaion().users.retrieveCurrent();
 * } catch (error) {
 *   if (error instanceof Chamelaion.APIError) console.error(error.status, error.message);
 * }
 * ```
 */
export class APIError extends ChamelaionError {
  static override readonly mark: string = 'APIError';

  /** The HTTP status; undefined when no whole answer arrived. */
  readonly status: number | undefined;
  /** The answer's headers; undefined when no whole answer arrived. */
  readonly headers: Headers | undefined;
  /** The answer's body: the API's `{ error }`, or the text of anything else. */
  readonly error: unknown;
  /** If a wait for a job ended by this: the job's id. The job goes on, and can be waited for again. */
  id?: string | undefined;
  /** @internal The answer, to be read again. */
  declare readonly response: Response | undefined;
  /** @internal True if the end of an upload never left: no job can have been made of it. */
  declare endUnsent: boolean;

  constructor(message: string, details: APIErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.status = details.status;
    this.headers = details.headers;
    this.error = details.error;
    // Not enumerable: an error prints what its reader can use.
    Object.defineProperty(this, 'response', { value: details.response });
    Object.defineProperty(this, 'endUnsent', { value: false, writable: true });
  }
}

/** 400: the API could not use the request; the message says what to change. */
export class BadRequestError extends APIError {
  static override readonly mark: string = 'BadRequestError';
  declare readonly status: 400;
}

/** 401: the API key or bearer token is missing or not accepted. */
export class AuthenticationError extends APIError {
  static override readonly mark: string = 'AuthenticationError';
  declare readonly status: 401;
}

/** 403: the token may not do this. */
export class PermissionDeniedError extends APIError {
  static override readonly mark: string = 'PermissionDeniedError';
  declare readonly status: 403;
}

/** 404: there is no such lip-sync request, or no such path. */
export class NotFoundError extends APIError {
  static override readonly mark: string = 'NotFoundError';
  declare readonly status: 404;
}

/** 409: the request conflicts with another one. */
export class ConflictError extends APIError {
  static override readonly mark: string = 'ConflictError';
  declare readonly status: 409;
}

/** 412: the platform's token balance is empty. */
export class TokenLimitError extends APIError {
  static override readonly mark: string = 'TokenLimitError';
  declare readonly status: 412;
}

/** 422: the request was understood but not accepted. */
export class UnprocessableEntityError extends APIError {
  static override readonly mark: string = 'UnprocessableEntityError';
  declare readonly status: 422;
}

/** 429: too many requests; wait before the next one. */
export class RateLimitError extends APIError {
  static override readonly mark: string = 'RateLimitError';
  declare readonly status: 429;
}

/** 500 and above: the service, or a gateway before it, failed. */
export class InternalServerError extends APIError {
  static override readonly mark: string = 'InternalServerError';
  declare readonly status: number;
}

/** No whole answer arrived: no connection, or one that broke. Whether the API acted on the request is unknown. */
export class APIConnectionError extends APIError {
  static override readonly mark: string = 'APIConnectionError';
  declare readonly status: undefined;
}

/** No whole answer arrived in time. Whether the API acted on the request is unknown. */
export class APIConnectionTimeoutError extends APIConnectionError {
  static override readonly mark: string = 'APIConnectionTimeoutError';
}

/** The caller's `signal` was aborted; `cause` holds its reason. */
export class APIUserAbortError extends APIError {
  static override readonly mark: string = 'APIUserAbortError';
  declare readonly status: undefined;

  /** If a submission was aborted: the reference under which its job can be found, if it was made. */
  referenceId?: string | undefined;
}

/**
 * Whether a job was made could not be found out; `cause` holds the failure. Nothing more was sent, so that nothing is
 * paid twice. Call again with the same body, `reference_id: error.referenceId` and `uniqueReference: true`: that adopts
 * the job if it exists by then, and submits it if it does not.
 *
 * @example
 * ```ts
 * import Chamelaion, { UnknownOutcomeError } from '@chamelaion/client';
 *
 * const client = new Chamelaion();
 * const body: Chamelaion.LipsyncGenerateParams = {
 *   inputs: [
 *     { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
 *     { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
 *   ],
 * };
 * try {
 *   await client.lipsync.generate(body);
 * } catch (error) {
 *   if (!(error instanceof UnknownOutcomeError)) throw error;
 *   await client.lipsync.generate({ ...body, reference_id: error.referenceId }, { uniqueReference: true });
 * }
 * ```
 */
export class UnknownOutcomeError extends APIError {
  static override readonly mark: string = 'UnknownOutcomeError';

  /** The reference under which the job can be found, if it was made. */
  readonly referenceId: string;
  /** How often the job was submitted. */
  readonly attempts: number;

  constructor(message: string, details: APIErrorDetails & { referenceId: string; attempts: number }) {
    super(message, details);
    this.referenceId = details.referenceId;
    this.attempts = details.attempts;
  }
}

/** A job that has ended without a result, of whichever kind. */
export interface FailedRequest {
  /** The job's id. */
  id: string;
  /** Why the job failed. */
  error_message: string;
  /** The caller's own reference, if one was given. */
  reference_id?: string | undefined;
}

/** The job that was waited for has failed; `request.error_message` says why. */
export class JobFailedError extends ChamelaionError {
  static override readonly mark: string = 'JobFailedError';

  /** The job as it stands. */
  readonly request: FailedRequest;

  constructor(request: FailedRequest) {
    super(`The job ${request.id} failed: ${request.error_message}`);
    this.request = request;
  }
}

/** The wait has ended, the job has not: it goes on, and can be waited for again by `id`. */
export class WaitTimeoutError extends ChamelaionError {
  static override readonly mark: string = 'WaitTimeoutError';

  /** The id that was waited for. */
  readonly id: string;

  constructor(message: string, details: { id: string; cause?: unknown }) {
    super(message, details);
    this.id = details.id;
  }
}
