import { operations } from '@chamelaion/spec/operations';
import { APIError, ChamelaionError } from '../errors.ts';
import type { Call } from '../http/call.ts';
import { readAgain } from '../http/exchange.ts';
import { Http } from '../http/http.ts';
import { serializeBody } from '../http/serialize-body.ts';
import type { RequestOptions } from '../options/call-options.ts';
import { type ClientOptions, resolveOptions } from '../options/client-options.ts';
import type { FetchClient } from './fetch-client.ts';

interface Input extends RequestOptions, Pick<Call, 'params'> {
  readonly body?: object | undefined;
}

/**
 * Creates the thin layer: no classes, no errors for failed answers, just the contract's paths with their types.
 *
 * @throws {@link ChamelaionError} if an option is wrong; it names the option
 * @example
 * ```ts
 * import { createFetchClient } from '@chamelaion/client/fetch';
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
  const http = new Http(resolveOptions(options));
  const call =
    (method: Call['method']) =>
    async (path: string, input: Input = {}) => {
      // Anything else could make another host of the base URL.
      if (typeof path !== 'string' || !path.startsWith('/')) {
        throw new ChamelaionError("path must begin with '/'");
      }
      const { params, body } = input;
      const isOpen = path === operations['health.check'].path;
      try {
        const { data, response, text } = await http.send({
          method,
          path,
          params,
          body: body ? serializeBody(body) : undefined,
          open: isOpen,
          settings: http.settings(input),
        });
        return { data, response: readAgain(response, text) };
      } catch (failure) {
        const response = failure instanceof APIError && failure.response;
        if (response) return { error: failure.error, response };
        throw failure;
      }
    };
  return { GET: call('GET'), POST: call('POST') } as FetchClient;
}
