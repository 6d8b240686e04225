import { APIError, APIUserAbortError } from './errors.ts';

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

// From before there was a connection: Node nests the code in the cause, Bun has names of its own, Deno only texts.
const unconnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$|client error \(Connect\)/;
const untrusted = /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|invalid peer certificate/;

interface Sign {
  readonly code?: string;
  readonly message?: string;
}

/** Uploads whose end never left us: whoever got the rest cannot have made a job of it. */
export const unsentUploads: WeakSet<APIError> = new WeakSet();

/** What the failure of a POST proves. */
export function proofOf(failure: APIError): Proof {
  const { status, error, cause } = failure;
  if (status === undefined) {
    const sign = signOf(cause);
    if (untrusted.test(sign)) return 'refused';
    return unconnected.test(sign) || unsentUploads.has(failure) ? 'not made' : 'unknown';
  }
  if (status === 429 && typeof error === 'object') return 'limited';
  // Nobody can have made a job of a part.
  if (unsentUploads.has(failure)) return mayPass(status) ? 'not made' : 'refused';
  // A gateway may answer after the job was made: only the API's own words prove anything.
  if (typeof error !== 'object') return 'unknown';
  return status === 400 || status === 401 || status === 412 ? 'refused' : 'unknown';
}

/** How far a call has come in its retries. */
export interface Progress {
  /** How often it was sent again, rate limits not counted. */
  retries: number;
  /** How often it met a rate limit. */
  limits: number;
  /** Milliseconds spent waiting for rate limits. */
  waited: number;
}

/** What a call may spend on retries. */
export interface RetryBudget {
  readonly maxRetries: number;
  readonly rateLimitTimeout: number;
}

/** Beyond this, in milliseconds, nobody waits for what a `Retry-After` asks. */
export const longestRetryAfter = 60_000;

/** Milliseconds to wait before the request may be sent again, or undefined where it must not be. */
export function retryDelay(
  method: string,
  failure: unknown,
  { retries, limits, waited }: Readonly<Progress>,
  { maxRetries, rateLimitTimeout }: RetryBudget,
): number | undefined {
  if (!(failure instanceof APIError) || failure instanceof APIUserAbortError) return undefined;
  const { headers } = failure;
  const proof = method === 'GET' ? readProof(failure) : proofOf(failure);
  const asked = retryAfter(headers);
  if (proof === 'limited') {
    // Obeyed to the letter once; a limit that says "now" again and again must not be hammered.
    const backoff = asked === undefined || limits > 0 ? jitter(1_000 * 2 ** limits, 16_000) : 0;
    const wait = Math.max(asked ?? 0, backoff);
    // Who waits for nothing sends nothing again either, however soon it may.
    return rateLimitTimeout > 0 && waited + wait <= rateLimitTimeout ? wait : undefined;
  }
  if (proof !== 'not made' || retries >= maxRetries) return undefined;
  // To come back sooner than asked would be to ignore it.
  if (asked !== undefined) return asked <= longestRetryAfter ? asked : undefined;
  return jitter(500 * 2 ** retries, 8_000);
}

/** Reading again is always safe; what matters is whether it may help. */
export function readProof(failure: APIError): Proof {
  const { status, cause } = failure;
  if (failure instanceof APIUserAbortError) return 'refused';
  if (status === 429) return 'limited';
  return mayPass(status) && !untrusted.test(signOf(cause)) ? 'not made' : 'refused';
}

/** True for failures that the next attempt may not meet. */
function mayPass(status: number | undefined): boolean {
  return status === undefined || status === 408 || status >= 500;
}

/** The one word that tells what broke a connection, wherever the runtime put it. */
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
