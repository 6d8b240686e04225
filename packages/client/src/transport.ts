import type { paths } from '@chamelaion/spec/schema';
import createClient from 'openapi-fetch';
import { attempt, type UploadProgress } from './attempt.ts';
import { authorize } from './authorize.ts';
import { type RequestOptions, type ResolvedLimits, resolveLimits } from './call-options.ts';
import { fillPath } from './check-params.ts';
import { ChamelaionError } from './errors.ts';
import type { Method } from './fetch-client.ts';
import { headerEntries } from './headers.ts';
import type { ResolvedOptions } from './options.ts';
import { noProgress, retry } from './retry.ts';
import type { Progress } from './retry-policy.ts';
import { serializeBody } from './serialize-body.ts';

/** What a call puts into its request. */
export interface RequestInput extends RequestOptions {
  readonly params?: { readonly path?: object | undefined; readonly query?: object | undefined } | undefined;
  readonly body?: object | undefined;
  readonly onUploadProgress?: ((progress: UploadProgress) => void) | undefined;
  /** How far a submission has come that is sent more than once. */
  readonly progress?: Progress | undefined;
}

/** A success of the API, and the answer it came in. */
export interface Answer {
  /** The call's method and path, for messages. */
  readonly name: string;
  readonly data: object;
  readonly response: Response;
}

/** Sends one request of the contract. */
export type Send = (method: Method, path: keyof paths, input?: RequestInput) => Promise<Answer>;

/** The contract over openapi-fetch, which only this file knows: it fills in path and query and parses the answer. */
export function createTransport(options: ResolvedOptions): Send {
  const { baseURL, headers, needsPage, needsCredential, fetch, limits, log } = options;
  const http = createClient({
    baseUrl: baseURL,
    headers,
    // A redirected POST is a second job, and a redirect to another host takes x-api-key along.
    redirect: 'manual',
    pathSerializer: fillPath,
    bodySerializer: (body) => serializeBody(body as unknown as object),
    // Building a real Request costs more than everything else here, and its body could be sent only once.
    Request: Draft as unknown as typeof Request,
    fetch: (draft) => {
      const { url, init, call } = draft as unknown as Draft;
      authorize(init.headers, call.path, needsCredential);
      const { fetchOptions } = call.limits;
      const outgoing = { name: call.name, url, init: fetchOptions ? { ...fetchOptions, ...init } : init };
      return retry(() => attempt(outgoing, call, fetch), call, log);
    },
  });
  // The calls' types are the contract's own, in fetch-client.ts.
  const request = http.request as (
    method: Method,
    path: string,
    init: object,
  ) => Promise<Omit<Answer, 'name'>>;

  return async (method, path, input = {}) => {
    const own = resolveLimits(input, limits);
    if (needsPage) {
      throw new ChamelaionError(
        `baseURL '${baseURL}' leads nowhere outside of a page: set an absolute URL here`,
      );
    }
    const { params, body, signal, onUploadProgress, progress = noProgress() } = input;
    const name = `${method} ${fillPath(path, params?.path)}`;
    const call: Call = { name, method, path, limits: own, signal, onUploadProgress, progress };
    const headers = input.headers && Object.fromEntries(headerEntries(input.headers, 'headers'));
    const init = { params: params ?? undefined, body: body ?? undefined, signal, headers, call };
    try {
      const { data, response } = await request(method, path, init);
      return { name, data, response };
    } catch (error) {
      if (error instanceof ChamelaionError) throw error;
      // Without its cause, which may quote a header.
      throw new ChamelaionError(`${name}: the request cannot be built; check its params and body`);
    }
  };
}

/** What stays the same over all attempts of a call. */
export interface Call extends Pick<RequestInput, 'signal' | 'onUploadProgress'> {
  /** Method and path, for messages. */
  readonly name: string;
  readonly method: Method;
  readonly path: keyof paths;
  readonly limits: ResolvedLimits;
  readonly progress: Progress;
}

/** A request before it is built: openapi-fetch fills it in, every attempt builds it anew. */
class Draft {
  declare readonly call: Call;
  readonly url: string;
  readonly init: RequestInit & { headers: Headers };

  constructor(url: string, { method, headers, body, signal, redirect }: Draft['init']) {
    this.url = url;
    // Nothing but fetch's own goes to fetch.
    this.init = { method, headers, body, signal, redirect } as Draft['init'];
  }
}
