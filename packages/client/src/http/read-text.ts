/**
 * The text of an answer. If a request refuses redirects, the fetch of Node 20 and 22 loses its signal as soon as garbage
 * is collected while the body comes: a body that stalls would keep its connection, and the process, for five minutes.
 */
export function readText(response: Response, { redirect, signal }: RequestInit): Promise<string> {
  // The reader of a stream can end it. Bodies of other fetches are no such streams, and elsewhere text() costs less.
  return redirect === 'error' && response.body?.locked === false ? collect(response.body, signal) : response.text();
}

async function collect(body: ReadableStream<Uint8Array>, signal: AbortSignal | null | undefined): Promise<string> {
  const reader = body.getReader();
  signal?.addEventListener('abort', () => void reader.cancel().catch(() => {}));
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
  }
}
