import { streamsUploads } from './environment.ts';
import { APIConnectionTimeoutError, type APIError, APIUserAbortError } from './errors.ts';
import { exchange, type Outgoing } from './exchange.ts';
import { limitTime, TimedOut } from './limit-time.ts';
import type { Fetch } from './options.ts';
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
  fetch: Fetch,
): Promise<Response> {
  const { name, url, init } = outgoing;
  const form = init.body instanceof FormData ? init.body : undefined;
  const blind = form && !streamsUploads();
  const limit = blind ? Math.max(timeout, blindUploadTimeout) : timeout;
  let close = () => true;
  const aborted = (cause: unknown) => new APIUserAbortError(`${name}: aborted`, { cause });
  try {
    return await limitTime(limit, init.signal, (signal, moved) => {
      if (!form) return exchange(fetch, { name, url, init: { ...init, signal } });
      if (blind) {
        // The boundary is fetch's to choose.
        const headers = new Headers(init.headers);
        headers.delete('content-type');
        return exchange(fetch, { name, url, init: { ...init, headers, signal } });
      }
      const upload = uploadStream(form, init.headers as Headers, (sent, total) => {
        moved();
        onUploadProgress?.({ sent, total });
      });
      close = upload.close;
      return exchange(fetch, { name, url, init: { ...init, ...upload.init, signal } });
    });
  } catch (cause) {
    if (init.signal?.aborted) throw aborted(init.signal.reason);
    const error =
      cause instanceof TimedOut
        ? new APIConnectionTimeoutError(`${name}: ${cause.message}`, { cause })
        : (cause as APIError);
    if (!close()) unsentUploads.add(error);
    throw error;
  }
}
