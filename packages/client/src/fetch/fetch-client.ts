import type { paths } from '@chamelaion/spec/schema';
import type { ErrorBody } from '../http/api-error-for.ts';
import type { RequestOptions } from '../options/call-options.ts';

/** The HTTP methods that the contract uses. */
export type Method = 'GET' | 'POST';

/** The contract's paths that have an operation of method `M`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][Lowercase<M>] extends Operation ? P : never;
}[keyof paths];

/** The operation of method `M` at path `P`. */
export type OperationAt<M extends Method, P extends PathOf<M>> = Extract<paths[P][Lowercase<M>], Operation>;

interface Operation {
  parameters: { query?: unknown; path?: unknown };
  responses: object;
}

type JSONContent<R> = R extends { content: { 'application/json': infer Content } } ? Content : never;

/** The body of an operation's success. */
export type SuccessOf<O extends Operation> = O['responses'] extends { 200: infer R } ? JSONContent<R> : never;

/** What an operation needs beside the options of a call: parameters and a body, as the contract has them. */
export type InputOf<O extends Operation> = (O['parameters'] extends { path: infer Path extends object }
  ? { params: { path: Path } }
  : O['parameters'] extends { query?: infer Query extends object | undefined }
    ? { params?: { query?: Query | undefined } | undefined }
    : unknown) &
  (O extends { requestBody: { content: infer Content } } ? { body: Content[keyof Content] } : unknown);

/**
 * An answer of the API, success or not. `response.ok` tells which; the body has been read.
 * On failure `error` is the API's `{ error }`, or the text of an answer that is not the API's; it is never empty.
 */
export type FetchResult<Data> =
  | { data: Data; error?: never; response: Response }
  | { data?: never; error: ErrorBody; response: Response };

type Arguments<O extends Operation> =
  Record<never, never> extends InputOf<O> ? [init?: RequestOptions & InputOf<O>] : [init: RequestOptions & InputOf<O>];

/**
 * The thin layer: any path of the contract, typed, with the answer as it came.
 * Rejects only if no whole answer arrived, or if a success can't be read.
 */
export interface FetchClient {
  /** Sends a GET request to a path of the contract. */
  GET<P extends PathOf<'GET'>>(
    path: P,
    ...init: Arguments<OperationAt<'GET', P>>
  ): Promise<FetchResult<SuccessOf<OperationAt<'GET', P>>>>;
  /** Sends a POST request to a path of the contract. A body with files is sent as a multipart form. */
  POST<P extends PathOf<'POST'>>(
    path: P,
    ...init: Arguments<OperationAt<'POST', P>>
  ): Promise<FetchResult<SuccessOf<OperationAt<'POST', P>>>>;
}
