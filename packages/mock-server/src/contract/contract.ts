import type { OperationId } from '@chamelaion/spec/operations';

/** What goes back to the client; `body` is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The parts of a request that the contract has something to say about. */
export interface ExaminedRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The object that a form means; a file may be any text. */
  readonly body?: unknown;
}

/** One way in which a request or an answer breaks the contract, e.g. at `query.limit`. */
export interface Violation {
  readonly at: string;
  readonly message: string;
}

/** One operation of the contract. */
export interface Operation {
  readonly id: OperationId;
  readonly secured: boolean;
  /** The only media type a request body may have; undefined without a body. */
  readonly requestMediaType: string | undefined;
  /** How its body is written; undefined without a body. */
  readonly body: 'json' | 'form' | undefined;
  /** The member that a success must have. */
  readonly answer: string;
  /** The first example of a request body. */
  readonly requestExample: unknown;
  /** The answer that the contract gives as an example, by default the first of its status; throws if it has none. */
  example(status: number, name?: string): Answer;
  /** The documented answer to what is wrong with a request, e.g. `body.inputs.video`. */
  refusal(flaw: string): Answer;
  /** The example that a client prefers: by default the first one of the first success. */
  preferred(preference: Preference): Answer | undefined;
  declares(status: number): boolean;
  examineRequest(request: ExaminedRequest): readonly Violation[];
  examineAnswer(answer: Answer): readonly Violation[];
}

/** What a `Prefer` header asks for. */
export interface Preference {
  readonly code?: number | undefined;
  readonly example?: string | undefined;
}

/** Where a method and path lead. */
export type Route =
  | { readonly operation: Operation; readonly params: Readonly<Record<string, string>> }
  | { readonly allowedMethods: readonly string[] };

/** The API's contract, made from its OpenAPI document. */
export interface Contract {
  /** The path below which the API lives, e.g. `/api`. */
  readonly basePath: string;
  readonly operations: readonly Operation[];
  /** `path` is relative to {@link Contract.basePath}. */
  route(method: string, path: string): Route;
}
