import { APIConnectionTimeoutError, type APIError, APIUserAbortError } from '../errors.ts';
import type { CallSettings } from '../options/call-options.ts';
import { streamsUploads } from '../options/environment.ts';
import type { Answer } from './call.ts';
import { exchange, type Outgoing } from './exchange.ts';
import { limitTime, TimedOut } from './limit-time.ts';
import type { Transport } from './transport.ts';
import { uploadStream } from './upload-stream.ts';

// If no progress can be seen, a slow upload must not be cut: it would be paid for again.
const hiddenUploadTimeout = 600_000;

/** One attempt within its time; an upload is encoded anew. */
export async function attempt(
  transport: Transport,
  outgoing: Outgoing,
  { timeout, signal, onUploadProgress }: CallSettings,
): Promise<Answer> {
  const { name, init } = outgoing;
  const form = init.body instanceof FormData ? init.body : undefined;
  const hidesProgress = form && !streamsUploads();
  let close = () => true;
  try {
    const limit = hidesProgress ? Math.max(timeout, hiddenUploadTimeout) : timeout;
    return await limitTime(limit, signal, (signal, moved) => {
      if (!form || hidesProgress) return exchange(transport, { ...outgoing, init: { ...init, signal } });
      const upload = uploadStream(form, init.headers, (sent, total) => {
        moved();
        onUploadProgress?.({ sent, total });
      });
      close = upload.close;
      return exchange(transport, { ...outgoing, init: { ...init, ...upload.init, signal } });
    });
  } catch (cause) {
    if (signal?.aborted) throw new APIUserAbortError(`${name}: aborted`, { cause: signal.reason });
    const error =
      cause instanceof TimedOut
        ? new APIConnectionTimeoutError(`${name}: ${cause.message}`, { cause })
        : (cause as APIError);
    // Whatever received the rest of the form cannot have made a job of it.
    if (!close()) error.endUnsent = true;
    throw error;
  }
}
