import { withoutPrefixes } from './prefix.ts';
import { BadGateway, Refusal } from './refusal.ts';

/** A request to the API. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** Below the base URL; nothing that a caller wrote but UUIDs. */
  readonly path: string;
  readonly query?: URLSearchParams | undefined;
  readonly body?: CallBody | undefined;
  /** Ends the request. */
  readonly signal?: AbortSignal | undefined;
}

/** What a request carries: a text, or chunks that are asked for as they can be sent. */
export interface CallBody {
  readonly contentType: string;
  readonly content: string | AsyncGenerator<Uint8Array, void>;
}

/** Sends a request to the API, and gives the object that it answers. Rejects with a refusal for everything else. */
export type Upstream = (call: Call) => Promise<Record<string, unknown>>;

// Nothing moved for so long: the connection is dead. A paid job may take the API a while to accept.
const longestPause = 120_000;
const maxAnswerBytes = 4 * 2 ** 20;

/** Where the API is, and how it is reached. */
export interface Access {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** The only way to the API. */
export function createUpstream({ baseURL, apiKey, fetch }: Access): Upstream {
  return async ({ method, path, query, body, signal }) => {
    const controller = new AbortController();
    const abort = () => controller.abort();
    if (signal?.aborted) throw new BadGateway();
    signal?.addEventListener('abort', abort);
    const expire = () => controller.abort(new DOMException('', 'TimeoutError'));
    let timer = setTimeout(expire, longestPause);
    const moved = () => {
      clearTimeout(timer);
      if (!controller.signal.aborted) timer = setTimeout(expire, longestPause);
    };
    const headers: Record<string, string> = { accept: 'application/json', 'x-api-key': apiKey };
    if (body) headers['content-type'] = body.contentType;
    const url = `${baseURL}${path}${query ? `?${query}` : ''}`;
    try {
      const init: RequestInit = { method, headers, redirect: 'manual', signal: controller.signal };
      // Next.js 14, for one, would answer every poll of a job from its first.
      if (!body && takes('cache', 'no-store')) init.cache = 'no-store';
      const response = await fetch(url, body ? { ...init, ...bodyInit(body.content, moved, abort) } : init);
      moved();
      return readAnswer(response, await readText(response, controller.signal));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const sign = signOf(controller.signal.aborted ? controller.signal.reason : error);
      // A caller that left, or stopped sending, says nothing of the API.
      throw new BadGateway(sign === 'AbortError' ? undefined : `no answer from the API (${sign})`);
    } finally {
      signal?.removeEventListener('abort', abort);
      // An upload that was answered before its end goes no further.
      abort();
      clearTimeout(timer);
    }
  };
}

/** The one word for what went wrong; a whole message may quote the request. */
function signOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return typeof error;
  // A cause may lead back to itself.
  if (error.cause && depth < 5) return signOf(error.cause, depth + 1);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function bodyInit(content: CallBody['content'], moved: () => void, abort: () => void): RequestInit {
  if (typeof content === 'string') return { body: content };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await content.next();
          moved();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          // A worker would end the request as if it were whole.
          abort();
          throw error;
        }
      },
      async cancel() {
        await content.return();
      },
    },
    // Nothing is read ahead: what a sender has sent was asked for.
    { highWaterMark: 0 },
  );
  const init = { body, duplex: 'half' } as RequestInit;
  // Without these two Node's fetch keeps a copy of all that it sends, to be able to follow a redirect.
  return takes('redirect', 'error') ? { ...init, redirect: 'error', window: null } : init;
}

/** False in Cloudflare's workers, which know no `redirect: 'error'` and, by default, no `cache`. */
function takes(option: 'redirect' | 'cache', value: string): boolean {
  try {
    return new Request('http://localhost', { [option]: value })[option] === value;
  } catch {
    return false;
  }
}

async function readText(response: Response, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  const reader = response.body?.getReader();
  if (!reader) return text;
  // If a request refuses redirects, the fetch of Node 20 and 22 loses its signal once garbage is collected.
  signal.addEventListener('abort', () => void reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    // What was cancelled looks like an end.
    signal.throwIfAborted();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxAnswerBytes) throw new BadGateway('an answer of the API was larger than 4 MiB');
    text += decoder.decode(value, { stream: true });
  }
}

function readAnswer({ ok, status, headers }: Response, text: string): Record<string, unknown> {
  const body = parse(text);
  const retryAfter = headers.get('retry-after') ?? '';
  const wait: Record<string, string> = /^[\w ,:]{1,40}$/.test(retryAfter) ? { 'retry-after': retryAfter } : {};
  // Not in the API's shape: it comes from something in between, and says nothing of a job.
  if (!body) throw new BadGateway(`an answer without the API's JSON, with ${status}: check baseURL`, wait);
  if (ok) return body;
  const { error } = body;
  if (status === 401 || status === 403) throw new BadGateway(`the API refused apiKey with ${status}`, wait);
  const known = status >= 400 && status < 600;
  if (typeof error !== 'string' || !known)
    throw new BadGateway(`an answer that is not in the API's form, with ${status}: check baseURL`, wait);
  throw new Refusal(status, withoutPrefixes(error), wait);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const body = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
