import { streamsUploads } from './environment.ts';
import { APIConnectionTimeoutError, type APIError, APIUserAbortError } from './errors.ts';
import { exchange, type Outgoing } from './exchange.ts';
import { limitTime, TimedOut } from './limit-time.ts';
import type { ResolvedOptions } from './options.ts';
import { unsentUploads } from './retry-policy.ts';
import type { Call } from './transport.ts';
import { uploadStream } from './upload-stream.ts';

/** How far an upload has come, in bytes of the whole request. */
export interface UploadProgress {
  /** Bytes handed to the network so far. */
  readonly sent: number;
  /** Bytes in all. */
  readonly total: number;
}

// Where no progress can be seen a slow upload must not be cut, as it would be paid for again.
const blindUploadTimeout = 600_000;

/** One attempt: the request, built anew, within its time. */
export async function attempt(
  outgoing: Outgoing,
  { limits: { timeout }, onUploadProgress }: Call,
  { fetch, secrets }: ResolvedOptions,
): Promise<Response> {
  const { name, url, init } = outgoing;
  const form = init.body instanceof FormData ? init.body : undefined;
  const blind = form && !streamsUploads();
  const limit = blind ? Math.max(timeout, blindUploadTimeout) : timeout;
  let ended = () => true;
  const aborted = (cause: unknown) => new APIUserAbortError(`${name}: aborted`, { cause });
  if (init.signal?.aborted) throw aborted(init.signal.reason);
  try {
    return await limitTime(limit, init.signal, (signal, moved) => {
      if (!form || blind) return exchange(fetch, { name, url, init: { ...init, signal } }, secrets);
      const upload = uploadStream(form, init.headers as Headers, (sent, total) => {
        moved();
        onUploadProgress?.({ sent, total });
      });
      ended = upload.ended;
      return exchange(fetch, { name, url, init: { ...init, ...upload.init, signal } }, secrets);
    });
  } catch (cause) {
    if (init.signal?.aborted) throw aborted(init.signal.reason);
    const error =
      cause instanceof TimedOut
        ? new APIConnectionTimeoutError(`${name}: ${cause.message}`, { cause })
        : (cause as APIError);
    if (!ended()) unsentUploads.add(error);
    throw error;
  }
}
