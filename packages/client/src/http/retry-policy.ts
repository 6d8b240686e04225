import { APIError, APIUserAbortError } from '../errors.ts';
import type { Progress } from './call.ts';

/** What a failed POST proves of the job that it may have made. */
export type Proof =
  /** No job was made, and the same request may yet succeed. */
  | 'not made'
  /** No job was made, and the same request will fail again. */
  | 'refused'
  /** No job was made: too many requests. */
  | 'limited'
  /** A job may have been made. */
  | 'unknown';

// From before there was a connection: Node nests the code in the cause, Bun has other names, Deno only texts.
const unconnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$|client error \(Connect\)/;
/** The signs of a certificate that is not trusted. */
export const untrusted: RegExp = /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|invalid peer certificate/;

interface Sign {
  readonly code?: string;
  readonly message?: string;
}

/** What the failure of a POST proves. */
export function proofOf(failure: APIError): Proof {
  const { status, error, cause, endUnsent } = failure;
  if (status === undefined) {
    const sign = signOf(cause);
    if (untrusted.test(sign)) return 'refused';
    return unconnected.test(sign) || endUnsent ? 'not made' : 'unknown';
  }
  if (status === 429 && typeof error === 'object') return 'limited';
  // No job can have been made of a part.
  if (endUnsent) return isTransient(status) ? 'not made' : 'refused';
  // A gateway may answer after the job was made: only the API's own words prove anything.
  return isApiRefusal(failure) ? 'refused' : 'unknown';
}

// A conflict, a lost connection or a timeout leaves open what became of the job, even in the API's own words.
const openStatuses = [408, 409, 421, 425, 429, 499];

/** True if the API itself, and not a gateway, has said that it will not do what was asked. */
export function isApiRefusal({ status = 0, error }: APIError): boolean {
  return typeof error === 'object' && status >= 400 && status < 500 && !openStatuses.includes(status);
}

/** What the failure of a read says: reading again is always safe, so only whether it may help. */
export function proofOfRead(failure: APIError): Proof {
  const { status, error, cause } = failure;
  if (failure instanceof APIUserAbortError) return 'refused';
  if (status === 429) return 'limited';
  // A success that is not JSON comes from something in between, which may be gone the next time.
  const isForeign = status === 200 && typeof error === 'string';
  return (isTransient(status) || isForeign) && !untrusted.test(signOf(cause)) ? 'not made' : 'refused';
}

/** What a call may spend on retries. */
export interface RetryBudget {
  readonly maxRetries: number;
  readonly rateLimitTimeout: number;
}

/** The longest wait in milliseconds that a `Retry-After` may ask for. */
export const longestRetryAfter = 60_000;

/** When the request may be sent again, and how far the call has come by then; undefined if it must not be sent again. */
export function nextAttempt(
  method: string,
  failure: unknown,
  progress: Progress,
  { maxRetries, rateLimitTimeout }: RetryBudget,
): { readonly delay: number; readonly progress: Progress } | undefined {
  if (!(failure instanceof APIError) || failure instanceof APIUserAbortError) return undefined;
  const { retries, limits, waited } = progress;
  const proof = method === 'GET' ? proofOfRead(failure) : proofOf(failure);
  const asked = retryAfter(failure.headers);
  if (proof === 'limited') {
    // A wait that the API asks for is kept exactly once; a limit that says "now" again and again must not be hammered.
    const backoff = asked === undefined || limits > 0 ? jitter(1_000 * 2 ** limits, 16_000) : 0;
    const delay = Math.max(asked ?? 0, backoff);
    // With no time to wait, nothing is sent again, however soon it might be.
    if (rateLimitTimeout === 0 || waited + delay > rateLimitTimeout) return undefined;
    return { delay, progress: { retries, limits: limits + 1, waited: waited + delay } };
  }
  if (proof !== 'not made' || retries >= maxRetries) return undefined;
  // To come back sooner than asked would be to ignore the answer.
  if (asked !== undefined && asked > longestRetryAfter) return undefined;
  return {
    delay: asked ?? jitter(500 * 2 ** retries, 8_000),
    progress: { ...progress, retries: retries + 1 },
  };
}

/** True for failures that the next attempt may not meet. */
function isTransient(status: number | undefined): boolean {
  return status === undefined || status === 408 || status >= 500;
}

/** The one word that says what broke a connection, wherever the runtime put it. */
function signOf(cause: unknown): string {
  const { code, message, cause: root } = (cause ?? {}) as Sign & { cause?: Sign };
  return String(code ?? root?.code ?? root?.message ?? message);
}

/** Full jitter: clients that failed together come back apart. */
function jitter(ceiling: number, cap: number): number {
  return Math.random() * Math.min(ceiling, cap);
}

/** What `Retry-After-Ms` or `Retry-After` ask for, in milliseconds. */
export function retryAfter(headers: Headers | undefined): number | undefined {
  const ms = headers?.get('retry-after-ms');
  if (ms && Number(ms) >= 0) return Number(ms);
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1_000 : until(value, headers?.get('date'));
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** Milliseconds until a date, by the clock of the server that named it: ours may be wrong. */
function until(date: string, now: string | null | undefined): number {
  // Engines make dates even of "5, 10", which two gateways write together.
  if (!date.includes(':')) return Number.NaN;
  return Date.parse(date) - (Date.parse(now ?? '') || Date.now());
}
