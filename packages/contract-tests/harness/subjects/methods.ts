import Chamelaion, { type APIPromise } from '@chamelaion/client';
import type { OperationId } from '@chamelaion/mock-server';
import { type Fields, inputs } from '@chamelaion/spec/operations';
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
      const call = (resource as Record<string, (input: unknown) => APIPromise<unknown>>)[method]?.(
        asMethodsTakeIt(operation, input),
      );
      if (!call) throw new Error(`the client has no method ${operation}`);
      const { data, response } = await call.withResponse();
      return { status: response.status, body: data };
    } catch (error) {
      if (!(error instanceof Chamelaion.APIError) || error.status === undefined) throw error;
      return { status: error.status, body: error.error, error };
    }
  },
};

/** Parts whose names begin alike are one map to a method. */
function asMethodsTakeIt(operation: OperationId, input: unknown): unknown {
  const { body = {} } = inputs[operation] as { readonly body?: Fields };
  const [map, shape] = Object.entries(body).find(([, { prefix }]) => prefix) ?? [];
  const prefix = shape?.prefix;
  if (!map || !prefix) return input;
  const entries = Object.entries(input as object);
  const files = entries.filter(([name]) => name.startsWith(prefix));
  const others = entries.filter(([name]) => !name.startsWith(prefix));
  const keyed = Object.fromEntries(files.map(([name, file]) => [name.slice(prefix.length), file]));
  return { ...Object.fromEntries(others), ...(files.length > 0 && { [map]: keyed }) };
}
