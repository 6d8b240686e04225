import Chamelaion, { type APIPromise } from '@chamelaion/client';
import type { Subject } from '../subject.ts';

/** The methods of the client's class: an operation is named after its method. */
export const methods: Subject = {
  name: 'methods',
  async call({ headers, ...connection }, operation, input) {
    const client = new Chamelaion({
      ...connection,
      defaultHeaders: headers,
      submit: 'plain',
      maxRetries: 0,
      rateLimitTimeout: 0,
      logLevel: 'off',
    });
    const names = operation.split('.');
    const method = names.pop() as string;
    const resource = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], client);
    try {
      const call = (resource as Record<string, (input: unknown) => APIPromise<unknown>>)[method]?.(input);
      if (!call) throw new Error(`the client has no method ${operation}`);
      const { data, response } = await call.withResponse();
      return { status: response.status, body: data };
    } catch (error) {
      if (!(error instanceof Chamelaion.APIError) || error.status === undefined) throw error;
      return { status: error.status, body: error.error, error };
    }
  },
};
