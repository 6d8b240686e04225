import { checkOptions } from './check-options.ts';
import type { HeadersLike } from './headers.ts';

/** Limits of every call; a client sets its defaults, a call its own. */
export interface CallLimits {
  /**
   * How often a request is sent again at most. A request that may have made a job is never sent again by this, but
   * settled first: see {@link SubmitOptions}.
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Milliseconds that one attempt may take, its answer's body included. For uploads: milliseconds without progress, or
   * ten minutes in all where progress cannot be seen, as in a browser.
   * @default 60_000
   */
  timeout?: number | undefined;
  /**
   * Milliseconds that a call may spend waiting for rate limits (429), all waits together. It then fails with a
   * {@link RateLimitError}, as it does at once where the API asks for a longer wait.
   * @default 90_000
   */
  rateLimitTimeout?: number | undefined;
  /**
   * More of `fetch`'s own options, such as Node's `dispatcher` or Next.js' `next`. The client's own win: `method`,
   * `headers`, `body`, `signal` and `redirect`.
   */
  fetchOptions?: RequestInit | undefined;
}

/**
 * What one call may set for itself.
 *
 * @example
 * ```ts
 * import Chamelaion, { type RequestOptions } from '@chamelaion/client';
 *
 * const options: RequestOptions = { signal: AbortSignal.timeout(10_000), maxRetries: 5 };
 * await new Chamelaion().health.check(options);
 * ```
 */
export interface RequestOptions extends CallLimits {
  /** Headers of this call alone; they win over the client's, and `null` takes one of those away. */
  headers?: HeadersLike | undefined;
  /** Aborts the call, which then rejects with an {@link APIUserAbortError}. */
  signal?: AbortSignal | null | undefined;
}

/** How jobs are submitted; a client sets its defaults, a call its own. */
export interface SubmitLimits {
  /**
   * What happens when a failure leaves open whether a job was made. `'once'` looks for the job, adopts it, and submits
   * again only when it is not there; `'strict'` looks and adopts, but never submits again; `'plain'` sends once, and
   * fails.
   * @default 'once'
   */
  submit?: 'once' | 'strict' | 'plain' | undefined;
  /**
   * Milliseconds after a failure until the last look for the job. Longer finds jobs that appear late.
   * @default 30_000
   */
  settleTimeout?: number | undefined;
}

/**
 * What the submission of a job may set for itself.
 *
 * @example
 * ```ts
 * import type { SubmitOptions } from '@chamelaion/client';
 *
 * const options: SubmitOptions = { uniqueReference: true, settleTimeout: 60_000 };
 * ```
 */
export interface SubmitOptions extends RequestOptions, SubmitLimits {
  /**
   * Your `reference_id` belongs to this job alone. The call then looks for a job with it before it sends anything, and
   * adopts what it finds; calls of one client that run at the same time share one job. Between processes only a lock
   * of your own protects.
   * @default false; true for a reference that this client makes, where you give none
   */
  uniqueReference?: boolean | undefined;
}

/** Options with every limit set. */
export type ResolvedLimits = {
  readonly [K in keyof Omit<CallLimits & SubmitLimits, 'fetchOptions'>]-?: NonNullable<SubmitOptions[K]>;
} & Pick<CallLimits, 'fetchOptions'>;

/** The limits where nobody set any. */
export const defaultLimits: ResolvedLimits = {
  maxRetries: 2,
  timeout: 60_000,
  rateLimitTimeout: 90_000,
  submit: 'once',
  settleTimeout: 30_000,
};

/** The limits of a call, or of a client: checked, and filled from `defaults`. Errors name the field. */
export function resolveLimits(
  given: SubmitOptions = {},
  defaults: ResolvedLimits = defaultLimits,
): ResolvedLimits {
  checkOptions(given);
  const { fetchOptions, maxRetries, timeout, rateLimitTimeout, submit, settleTimeout } = given;
  return {
    maxRetries: maxRetries ?? defaults.maxRetries,
    timeout: timeout ?? defaults.timeout,
    rateLimitTimeout: rateLimitTimeout ?? defaults.rateLimitTimeout,
    submit: submit ?? defaults.submit,
    settleTimeout: settleTimeout ?? defaults.settleTimeout,
    fetchOptions: fetchOptions ? { ...defaults.fetchOptions, ...fetchOptions } : defaults.fetchOptions,
  };
}
