import type { paths } from '@chamelaion/spec/schema';
import { APIError, ChamelaionError } from './errors.ts';
import { responseOf } from './exchange.ts';
import type { FetchClient, Method } from './fetch-client.ts';
import { type ClientOptions, resolveOptions } from './options.ts';
import { createTransport, type RequestInput } from './transport.ts';

/**
 * Creates the thin layer: no classes, no errors for failed answers, just the contract's paths with their types.
 *
 * @throws {@link ChamelaionError} where an option is wrong; it names the option
 * @example
 * ```ts
 * import { createFetchClient } from '@chamelaion/client';
 *
 * const api = createFetchClient({ apiKey: process.env['CHAMELAION_API_KEY'] });
 * const { data, error, response } = await api.GET('/v1/lipsync/requests/{id}', {
 *   params: { path: { id: 'dub-episode-42' } },
 * });
 * if (data) console.log(data.status);
 * else console.error(response.status, error);
 * ```
 */
export function createFetchClient(options?: ClientOptions): FetchClient {
  const send = createTransport(resolveOptions(options));
  const call = (method: Method) => async (path: keyof paths, input?: RequestInput) => {
    // Anything else could make another host of the base URL.
    if (typeof path !== 'string' || !path.startsWith('/'))
      throw new ChamelaionError("path must begin with '/'");
    try {
      const { data, response } = await send(method, path, input);
      return { data, response };
    } catch (failure) {
      const response = failure instanceof APIError && responseOf(failure);
      if (response) return { error: failure.error, response };
      throw failure;
    }
  };
  return { GET: call('GET'), POST: call('POST') } as FetchClient;
}
