import { createFinalURL, createQuerySerializer } from 'openapi-fetch';
import { ChamelaionError } from '../errors.ts';
import type { Fetch } from '../options/client-options.ts';

/** Sends one request to a path below the base URL, and gives its answer unread. */
export type Transport = (path: string, query: object | undefined, init: RequestInit) => Promise<Response>;

/**
 * openapi-fetch, which only this file knows, joins base URL, path and query. Its own client would build a `Request`, which
 * costs more than all the rest and cannot be sent twice, and would read the answer before exchange.ts could say how.
 */
export function createTransport(baseUrl: string, fetch: Fetch): Transport {
  const serializers = { querySerializer: createQuerySerializer(), pathSerializer: (path: string) => path };
  return (path, query, init) => {
    let url: string;
    try {
      url = createFinalURL(path, { ...serializers, baseUrl, params: { query: { ...query } } });
    } catch {
      // Without its cause, which may quote a value.
      throw new ChamelaionError(`${init.method} ${path}: the request cannot be built; check its params`);
    }
    return fetch(url, init);
  };
}
