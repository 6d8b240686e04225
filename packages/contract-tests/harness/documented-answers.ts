import type { OperationId } from '@chamelaion/mock-server';
import document from '@chamelaion/spec' with { type: 'json' };

/** One answer that the contract documents by a named example: a cell of the coverage matrix. */
export interface DocumentedAnswer {
  readonly operation: OperationId;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The example's name. */
  readonly example: string;
  readonly value: unknown;
  /** What the request must be, or `other` where that is what the answer complains of. */
  readonly requestType: string;
  readonly answerType: string;
  /** True where the API documents nothing of the kind. */
  readonly ours: boolean;
}

interface Node {
  readonly $ref?: string;
  readonly 'x-ours'?: string;
}
interface Example extends Node {
  readonly value?: unknown;
}
interface Content {
  readonly [type: string]: { readonly examples?: Readonly<Record<string, Example>> };
}
interface Response extends Node {
  readonly content?: Content;
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

/** Every documented answer, in the order of the contract. Throws for one without an example: it could not be told. */
export function documentedAnswers(): DocumentedAnswer[] {
  const paths = document.paths as unknown as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      answersOf(operation).map((answer) => ({ method: method.toUpperCase(), path, ...answer })),
    ),
  );
}

function answersOf({ operationId, requestBody, responses }: Operation) {
  const requestTypes = Object.keys(requestBody?.content ?? { '': {} });
  return Object.entries(responses).flatMap(([status, response]) => {
    const { content = {}, 'x-ours': ours } = resolve(response);
    const answers = Object.entries(content).flatMap(([answerType, { examples = {} }]) =>
      Object.entries(examples).flatMap(([example, node]) =>
        requestTypes.map((requestType) => ({
          operation: operationId as OperationId,
          status: Number(status),
          example,
          value: resolve(node).value,
          requestType: example.startsWith('content-type-must-be') ? 'other' : requestType,
          answerType,
          ours: Boolean(ours ?? resolve(node)['x-ours']),
        })),
      ),
    );
    if (answers.length === 0) throw new Error(`${operationId} ${status}: the contract has no named example`);
    return answers;
  });
}

function resolve<N extends Node>(node: N): N {
  if (node.$ref === undefined) return node;
  const keys = node.$ref.slice(2).split('/');
  return keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as N;
}

/** How an answer is called in messages and tables. */
export function nameOf({ operation, status, example }: DocumentedAnswer): string {
  return `${operation} ${status} ${example}`;
}
