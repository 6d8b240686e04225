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

/** What a call puts into its request. */
export interface RequestInput extends RequestOptions {
  readonly params?: { readonly path?: object | undefined; readonly query?: object | undefined } | undefined;
  readonly body?: object | undefined;
}

/** A whole answer; `response.ok` tells data from error. */
export interface Answer {
  /** The call's method and path, for messages. */
  readonly name: string;
  readonly data?: object;
  readonly error?: unknown;
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
  const request = http.request as (
    method: Method,
    path: string,
    init: object,
  ) => Promise<Omit<Answer, 'name'>>;

  return async (method, path, input = {}) => {
    const { signal } = input;
    if (signal && typeof signal.aborted !== 'boolean')
      throw new ChamelaionError('signal must be an AbortSignal');
    const name = `${method} ${fillPath(path, input.params?.path)}`;
    const own = Object.fromEntries(headerEntries(input.headers, 'headers'));
    return { name, ...(await request(method, path, { ...input, headers: own, name })) };
  };
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
