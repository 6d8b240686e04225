import { APIConnectionTimeoutError, type APIError, APIUserAbortError } from '../errors.ts';
import type { CallSettings } from '../options/call-options.ts';
import { type BodyStream, JSONStream, streamForm } from './body-stream.ts';
import type { Answer } from './call.ts';
import { exchange, type Outgoing } from './exchange.ts';
import { startLimit, TimedOut } from './limit-time.ts';
import { bytesOf, type Traffic } from './observe.ts';
import type { Transport } from './transport.ts';

// If no progress can be seen, a slow upload must not be cut: it would be paid for again.
const hiddenUploadTimeout = 600_000;

/** One attempt within its time; a body is encoded anew. */
export async function attempt(
  transport: Transport,
  outgoing: Outgoing,
  { timeout, signal, onUploadProgress }: CallSettings,
  traffic?: Traffic,
): Promise<Answer> {
  const { name, init, streams } = outgoing;
  const aborted = () => new APIUserAbortError(`${name}: aborted`, { cause: signal?.reason });
  if (signal?.aborted) throw aborted();
  const { body } = init;
  const isForm = body instanceof FormData;
  let stream: BodyStream | undefined;
  if (streams && typeof body === 'string') stream = new JSONStream(body, init);
  else if (streams && isForm) {
    stream = streamForm(body, init, (sent, total) => {
      limit.moved();
      onUploadProgress?.({ sent, total });
    });
  }
  // Last: what was thrown after it would leave its timer behind.
  const limit = startLimit(isForm && !streams ? Math.max(timeout, hiddenUploadTimeout) : timeout, signal);
  const own = stream?.init ?? { ...init };
  own.signal = limit.signal;
  try {
    return await limit.race(exchange(transport, outgoing, own, traffic));
  } catch (cause) {
    if (signal?.aborted) throw aborted();
    const error =
      cause instanceof TimedOut
        ? new APIConnectionTimeoutError(`${name}: ${cause.message}`, { cause })
        : (cause as APIError);
    // Whatever received the rest of a form cannot have made a job of it. JSON goes whole or not at all, and what answers
    // without having read it may be a stub.
    if (stream && !stream.close() && (isForm || error.status === undefined)) error.endUnsent = true;
    throw error;
  } finally {
    if (traffic && stream) traffic.sent = stream.sent();
    else if (traffic && typeof body === 'string') traffic.sent = bytesOf(body);
  }
}
