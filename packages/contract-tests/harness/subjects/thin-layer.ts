import { createFetchClient, type FetchResult } from '@chamelaion/client/fetch';
import { type Fields, inputs, operations } from '@chamelaion/spec/operations';
import type { Subject } from '../subject.ts';

type Send = (path: string, init: object) => Promise<FetchResult<unknown>>;

/** `createFetchClient`: the contract's paths. */
export const thinLayer: Subject = {
  name: 'thin layer',
  async call({ headers, ...connection }, operation, input) {
    const api = createFetchClient({
      ...connection,
      defaultHeaders: headers,
      maxRetries: 0,
      rateLimitTimeout: 0,
      logLevel: 'off',
    });
    const { method, path } = operations[operation];
    const takes: { readonly body?: Fields; readonly path?: Fields; readonly query?: Fields } = inputs[operation];
    const [id] = Object.keys(takes.path ?? {});
    const params = { ...(id && { path: { [id]: input } }), ...(takes.query && { query: input }) };
    const send = api[method] as Send;
    const { data, error, response } = await send(path, { params, ...(takes.body && { body: input }) });
    return { status: response.status, body: response.ok ? data : error };
  },
};
