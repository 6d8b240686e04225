import createClient from 'openapi-fetch';
import { authorize } from './authorize.ts';
import { fillPath } from './check-params.ts';
import { ChamelaionError } from './errors.ts';
import { exchange } from './exchange.ts';
import type { Method } from './fetch-client.ts';
import type { paths } from './generated/schema.ts';
import { headerEntries } from './headers.ts';
import type { RequestOptions, ResolvedOptions } from './options.ts';
import { serializeBody } from './serialize-body.ts';
import type { ErrorResponse } from './types.ts';

/** What a call puts into its request. */
export interface RequestInput extends RequestOptions {
  readonly params?: { readonly path?: object | undefined; readonly query?: object | undefined } | undefined;
  readonly body?: object | undefined;
}

/** The API's own error, or the text of a failure that is not the API's; never empty. */
export type ErrorBody = ErrorResponse | string;

/** A whole answer; `response.ok` tells data from error. */
export interface Answer {
  /** The call's method and path, for messages. */
  readonly name: string;
  readonly data?: object;
  readonly error?: ErrorBody;
  readonly response: Response;
}

/** Sends one request of the contract. */
export type Send = (method: Method, path: keyof paths, input?: RequestInput) => Promise<Answer>;

/** The contract over openapi-fetch, which only this file knows: it fills in path and query and parses the answer. */
export function createTransport({
  baseURL,
  headers,
  needsCredential,
  secrets,
  fetch,
}: ResolvedOptions): Send {
  const http = createClient({
    baseUrl: baseURL,
    headers,
    // A redirected POST is a second job, and a redirect to another host takes x-api-key along.
    redirect: 'manual',
    pathSerializer: fillPath,
    bodySerializer: (body) => serializeBody(body as unknown as object),
    // Building a real Request costs more than everything else here, and its body could be sent only once.
    Request: Draft as unknown as typeof Request,
    fetch: (draft) => exchange(fetch, draft as unknown as Draft, secrets),
  });
  http.use({
    onRequest: ({ request, schemaPath }) => authorize(request.headers, schemaPath, needsCredential),
  });
  // The calls' types are the contract's own, in fetch-client.ts.
  const request = http.request as (method: Method, path: string, init: object) => Promise<Parsed>;

  return async (method, path, { params, body, signal, headers: own } = {}) => {
    if (signal && typeof signal.aborted !== 'boolean') {
      throw new ChamelaionError('signal must be an AbortSignal');
    }
    const name = `${method} ${fillPath(path, params?.path)}`;
    const init = { params, body, signal, headers: Object.fromEntries(headerEntries(own, 'headers')), name };
    const { data, error, response } = await request(method, path, init);
    return response.ok ? { name, data, response } : { name, error: errorBody(error), response };
  };
}

interface Parsed {
  readonly data: object;
  readonly error: unknown;
  readonly response: Response;
}

function errorBody(error: unknown): ErrorBody {
  if (typeof (error as { error?: unknown } | null)?.error === 'string') return error as ErrorResponse;
  // An empty body must not read as "no error".
  return (typeof error === 'string' ? error.trim() : JSON.stringify(error)) || 'an empty body';
}

/** A request before it is built: openapi-fetch fills it in, `exchange` sends it. */
class Draft {
  declare readonly name: string;
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;

  constructor(url: string, init: RequestInit & { headers: Headers }) {
    this.url = url;
    this.init = init;
    this.headers = init.headers;
  }
}
