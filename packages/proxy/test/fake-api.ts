import { createProxyHandler, type ProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { prefixOf, settings } from './settings.ts';

/** Where the API seems to be. */
export const baseURL = 'https://api.test/api';
/** Where the page seems to be. */
export const page = 'https://app.test';
export const request_id = '3b7df3e8-f578-44de-b4f5-5f58dd6b89e0';
/** Two inputs that the API takes. */
export const inputs = [
  { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
  { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
];
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

/** A request as a page of `user` sends it. */
export function ask(path: string, init: RequestInit = {}, user = 'ann'): Request {
  const headers = new Headers(init.headers);
  if (!headers.has('x-user')) headers.set('x-user', user);
  return new Request(`${page}/api/chamelaion${path}`, { ...init, headers });
}

/** A submission of URLs. */
export function post(body: unknown, headers: Record<string, string> = {}, user = 'ann'): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } };
  return ask('/v1/lipsync/generate', init, user);
}

const uploads = '/v1/lipsync/generate-with-media';

/** A submission of files. */
export function postForm(form: FormData, user = 'ann'): Request {
  return ask(uploads, { method: 'POST', body: form }, user);
}

/** A form as it is on the wire, in these chunks. */
export function postRaw(chunks: readonly (string | Uint8Array)[], boundary = 'b'): Request {
  const waiting = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk));
  return postStream(ReadableStream.from(waiting), { 'content-type': `multipart/form-data; boundary=${boundary}` });
}

const form = { 'content-type': 'multipart/form-data; boundary=b' };

/** A submission whose body comes bit by bit: a form, unless the headers say that it is JSON. */
export function postStream(body: ReadableStream<Uint8Array>, headers: Record<string, string> = form, user = 'ann') {
  const path = headers['content-type'] === 'application/json' ? '/v1/lipsync/generate' : uploads;
  return ask(path, { method: 'POST', body, duplex: 'half', headers } as RequestInit, user);
}

export function mediaForm(fields: Record<string, string | File> = {}): FormData {
  const form = new FormData();
  form.set('video', new File(['a video'], 'video.mp4', { type: 'video/mp4' }));
  form.set('audio', new File(['a sound'], 'audio.wav', { type: 'audio/wav' }));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** A job that is submitted in both ways. */
export const submissions: [string, (reference_id?: string) => Request][] = [
  ['URLs', (reference_id) => post({ inputs, reference_id })],
  ['files', (reference_id) => postForm(mediaForm(reference_id === undefined ? {} : { reference_id }))],
];

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
