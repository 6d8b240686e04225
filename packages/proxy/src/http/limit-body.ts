import { inTime } from './in-time.ts';
import { Refusal } from './refusal.ts';

// Of a connection that is alive, however slow, something arrives in this time.
const longestPause = 60_000;

/** The chunks of a request's body, up to so many bytes. */
export async function* limitBody(request: Request, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  const tooLarge = () => new Refusal(413, 'request body is too large');
  const late = () => new Refusal(408, 'request timeout');
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (request.bodyUsed) throw new Error('The body was read already: authorize, for one, must leave it alone');
  const reader = request.body?.getReader();
  if (!reader) return;
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read().catch(cutOff), longestPause, late);
      if (done) return;
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
