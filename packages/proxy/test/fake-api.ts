import { createProxyHandler, type ProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { ask } from './requests.ts';
import { prefixOf, settings } from './settings.ts';

/** Where the API seems to be. */
export const baseURL = 'https://api.test/api';
export const request_id = '3b7df3e8-f578-44de-b4f5-5f58dd6b89e0';
/** The answers that many tests expect. */
export const invalid = [400, { error: 'invalid request body' }];
export const badGateway = [502, { error: 'bad gateway' }];
export const internalError = [500, { error: 'internal error' }];
export const notFound = [404, { error: 'lipsync request not found' }];

/** A request that reached the API, with its whole body. */
export interface Sent {
  readonly method: string;
  /** Below the base URL, with the query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  readonly init: RequestInit;
}

export type Step = (sent: Sent) => Response | Promise<Response>;

export const generated: Step = () => Response.json({ status: 'success', request_id });
/** Makes another job each time. */
export const fresh: Step = () => Response.json({ status: 'success', request_id: crypto.randomUUID() });

/** Answers with this as JSON. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Step =>
  () =>
    Response.json(body, { status, headers });

/** What stands before ann's references. */
export const prefix = prefixOf('ann');
/** A job of ann's, as the API shows it. */
export const job = {
  id: request_id,
  status: 'queued',
  created_at: '2026-04-07T10:00:00Z',
  reference_id: `${prefix}mine`,
};
/** ann looks at her job. */
export const retrieve = (): Request => ask(`/v1/lipsync/requests/${request_id}`);
/** The headers of an answer that is nobody else's. */
export const alone = { 'cache-control': 'private, no-store', 'content-type': 'application/json' };

/** A proxy whose requests meet this step instead of the API. */
export function proxyTo(step: Step = generated, options: Partial<ProxyOptions> = {}) {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    if (!url.startsWith(`${baseURL}/`)) throw new Error(`strayed to ${url}`);
    const body = init.body == null ? '' : latin1(await new Response(init.body).arrayBuffer());
    const { method = 'GET', headers } = init;
    const seen = { method, path: url.slice(baseURL.length), headers: new Headers(headers), body, init };
    sent.push(seen);
    return step(seen);
  };
  const handler: ProxyHandler = createProxyHandler({ ...settings, baseURL, fetch, ...options });
  /** Status and body of the answer to a request, or to a GET of this path. */
  const call = (request: Request | string) => read(handler(typeof request === 'string' ? ask(request) : request));
  return { handler, sent, call };
}

/** Bytes as text, one character each. */
export function latin1(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('latin1');
}

/** Status and body of an answer. */
export async function read(answer: Promise<Response> | Response): Promise<[number, unknown]> {
  const { status, body } = await readAll(answer);
  return [status, body];
}

export async function readAll(answer: Promise<Response> | Response) {
  const response = await answer;
  const text = await response.text();
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: text === '' ? undefined : JSON.parse(text) };
}
