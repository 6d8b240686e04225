import { inTime } from './in-time.ts';
import { Refusal } from './refusal.ts';

// Something arrives in this time on a connection that is alive, however slow.
const longestPause = 60_000;
// Bytes a second, after a pause. What comes more slowly is there to hold a connection.
const slowest = 1_024;

/** The chunks of a request's body, up to so many bytes. */
export async function* limitBody(request: Request, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  const tooLarge = () => new Refusal(413, 'request body is too large');
  const late = () => new Refusal(408, 'request timeout');
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (request.bodyUsed) throw new Error('The body was read before: authorize must not read it');
  const reader = request.body?.getReader();
  if (!reader) return;
  let size = 0;
  // How long the sender was waited for, and not the API.
  let waited = 0;
  try {
    for (;;) {
      const start = performance.now();
      const left = longestPause + (size / slowest) * 1_000 - waited;
      const { done, value } = await inTime(reader.read().catch(cutOff), Math.min(left, longestPause), late);
      if (done) return;
      waited += performance.now() - start;
      size += value.byteLength;
      if (size > maxBytes) throw tooLarge();
      yield value;
    }
  } finally {
    // The rest is neither wanted nor waited for: a sender that hangs would hang this as well.
    reader.cancel().catch(() => {});
  }
}

function cutOff(): never {
  throw new Refusal(400, 'request body was cut off');
}
