import type { Fetch } from '@chamelaion/client';
import type { OperationId } from '@chamelaion/mock-server';

/** The server that a subject calls, and the caller's key. */
export interface Connection {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What a caller was given, whether it came as a value or as an error. */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
  /** The error that was thrown, if any. */
  readonly error?: Error | undefined;
}

/**
 * A public way to call the API. A call sends one request, and rejects if no answer arrived: what else a client makes of
 * failures is tested in its own package.
 */
export interface Subject {
  readonly name: string;
  /** `input` is what the operation takes: a body, an id for its path, or a query. */
  readonly call: (connection: Connection, operation: OperationId, input: unknown) => Promise<Outcome>;
}
