import Chamelaion, { type ClientOptions, type Fetch, type Logger } from '@chamelaion/client';

/** One request's answer. */
export type Step = (url: string, init: RequestInit) => Response | Promise<Response>;

/** Where virtual time begins. */
export const epoch = Date.UTC(2026, 3, 7);

/** One request that was sent: when, in milliseconds since the epoch, and what. */
export interface Sent {
  at: number;
  /** Method and path with query. */
  what: string;
  body: { reference_id?: string } | undefined;
}

/** A client whose requests meet these steps one after the other, the last of them for ever. */
export function scripted(steps: Step[], options: ClientOptions = {}): { client: Chamelaion; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const isJSON = init.body && new Headers(init.headers).get('content-type') === 'application/json';
    const body = isJSON ? JSON.parse(String(init.body)) : undefined;
    sent.push({
      at: Date.now() - epoch,
      what: `${init.method} ${url.slice('https://mock.test'.length)}`,
      body,
    });
    const step = steps[Math.min(sent.length, steps.length) - 1];
    if (!step) throw new Error('no step was given');
    return step(url, init);
  };
  return { client: clientOf(fetch, options), sent };
}

/** A client that sends by this `fetch`. */
export const clientOf = (fetch: Fetch, options: ClientOptions = {}): Chamelaion =>
  new Chamelaion({ apiKey: 'key', baseURL: 'https://mock.test', fetch, logLevel: 'off', ...options });

/** A logger, and the lines that it got. */
export function recorder(): { lines: string[]; logger: Logger } {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  return { lines, logger: { error: add, warn: add, info: add, debug: add } };
}

/** A JSON answer. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Step =>
  () =>
    Response.json(body, { status, headers });

/** An answer in the API's own error shape. */
export const failed = (status: number, headers?: Record<string, string>): Step =>
  json({ error: 'no' }, status, headers);

/** A connection that breaks, with the code that Node gives. */
export const broken =
  (code: string): Step =>
  () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });
  };
