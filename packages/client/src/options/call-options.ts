import { checkOptions, defaults } from './check-options.ts';
import type { HeadersLike } from './headers.ts';
import type { OnAttempt } from './on-attempt.ts';

/** Limits of every call; a client sets its defaults, a call its own. */
export interface CallLimits {
  /**
   * The most times that a request is sent again. If it may have made a job, the job is looked for first: see
   * {@link SubmitOptions}.
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Milliseconds that one attempt may take, its answer's body included. For uploads: milliseconds without progress, or
   * ten minutes in all if progress cannot be seen, as in a browser.
   * @default 60_000
   */
  timeout?: number | undefined;
  /**
   * Milliseconds that a call may spend waiting for rate limits that it meets (429), all waits together. It then fails
   * with a {@link RateLimitError}, as it does at once if the API asks for a longer wait. A submission that waits behind
   * others fails after this time without any of them getting through.
   * @default 90_000
   */
  rateLimitTimeout?: number | undefined;
  /**
   * More of `fetch`'s own options, such as Node's `dispatcher` or Next.js' `next`. The client's own win: `method`,
   * `headers`, `body`, `signal` and `redirect`.
   */
  fetchOptions?: RequestInit | undefined;
  /**
   * Called after each attempt, those of looks and polls included. A list that many waits share is reported once, to the
   * wait whose look was due. What it throws changes nothing.
   */
  onAttempt?: OnAttempt | undefined;
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
   * Your `reference_id` belongs to this job alone. A job that is found under it is then this one, and calls of one client
   * that run at the same time share it. Between clients, also those of `withOptions()`, and between processes only your own
   * lock protects.
   * @default false; true for a reference that this client makes because you give none
   */
  uniqueReference?: boolean | undefined;
  /**
   * With `uniqueReference`: the job may have been submitted before, so it is looked for, over `settleTimeout`, before
   * anything is sent. `false` says that nothing was ever sent under this reference.
   * @default true with `uniqueReference`
   */
  resume?: boolean | undefined;
}

/** How far an upload has come, in bytes of the whole request. */
export interface UploadProgress {
  /** Bytes handed to the network so far. */
  readonly sent: number;
  /** Bytes in all. */
  readonly total: number;
}

/** What an upload may set for itself. */
export interface UploadOptions extends SubmitOptions {
  /**
   * Called as the upload goes on, with bytes sent and total. Not in a browser or a Cloudflare Worker: their `fetch`
   * shows no progress.
   */
  onUploadProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** Limits of which each is set. */
export type ResolvedLimits = {
  readonly [K in keyof Omit<CallLimits & SubmitLimits, 'onAttempt'>]-?: NonNullable<SubmitOptions[K]>;
} & { readonly onAttempt: OnAttempt | null };

/** The limits that hold if nothing is set. */
export const defaultLimits: ResolvedLimits = defaults as unknown as ResolvedLimits;

/** The limits that are given, checked, and filled from `base`. Errors name the option. */
export function resolveLimits(given: CallLimits & SubmitLimits, base: ResolvedLimits = defaultLimits): ResolvedLimits {
  checkOptions(given);
  const limits: Record<string, unknown> = {};
  for (const name in base) {
    const key = name as keyof ResolvedLimits;
    limits[key] = given[key] ?? base[key];
  }
  if (given.fetchOptions) limits['fetchOptions'] = { ...base.fetchOptions, ...given.fetchOptions };
  return limits as unknown as ResolvedLimits;
}

/** All that a call has set, or that its client has set for it. */
export interface CallSettings extends ResolvedLimits {
  readonly headers: RequestOptions['headers'];
  readonly signal: RequestOptions['signal'];
  readonly uniqueReference: boolean;
  readonly resume: boolean;
  readonly onUploadProgress: UploadOptions['onUploadProgress'];
}

/** The options of a call, resolved once, at its beginning. */
export function resolveCall(client: ResolvedLimits, given: UploadOptions = {}): CallSettings {
  const limits = resolveLimits(given, client);
  const { headers, signal, uniqueReference = false, resume = uniqueReference, onUploadProgress } = given;
  return { ...limits, headers, signal, uniqueReference, resume, onUploadProgress };
}
