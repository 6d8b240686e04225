import { APIConnectionTimeoutError, type APIError, APIUserAbortError } from '../errors.ts';
import type { CallSettings } from '../options/call-options.ts';
import { streamsUploads } from '../options/environment.ts';
import type { Answer } from './call.ts';
import { exchange, type Outgoing } from './exchange.ts';
import { startLimit, TimedOut } from './limit-time.ts';
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
  const aborted = () => new APIUserAbortError(`${name}: aborted`, { cause: signal?.reason });
  if (signal?.aborted) throw aborted();
  const form = init.body instanceof FormData ? init.body : undefined;
  const hidesProgress = form && !streamsUploads();
  const upload =
    form && !hidesProgress
      ? uploadStream(form, init.headers, (sent, total) => {
          limit.moved();
          onUploadProgress?.({ sent, total });
        })
      : undefined;
  // Last: what was thrown after it would leave its timer behind.
  const limit = startLimit(hidesProgress ? Math.max(timeout, hiddenUploadTimeout) : timeout, signal);
  try {
    const own = { ...init, ...upload?.init, signal: limit.signal };
    return await limit.race(exchange(transport, { ...outgoing, init: own }));
  } catch (cause) {
    if (signal?.aborted) throw aborted();
    const error =
      cause instanceof TimedOut
        ? new APIConnectionTimeoutError(`${name}: ${cause.message}`, { cause })
        : (cause as APIError);
    // Whatever received the rest of the form cannot have made a job of it.
    if (upload && !upload.close()) error.endUnsent = true;
    throw error;
  }
}
