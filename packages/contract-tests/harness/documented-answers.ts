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
  /** The media type of the request, or `other` if that is what the answer complains of. */
  readonly requestType: string;
  readonly answerType: string;
  /** True if this project decided it. */
  readonly ours: boolean;
}

interface Node {
  readonly $ref?: string;
  readonly 'x-ours'?: string;
  readonly 'x-flaw'?: string;
  /** Of an example. */
  readonly value?: unknown;
  /** Of a response. */
  readonly content?: Content;
}
interface Examples {
  readonly examples?: Readonly<Record<string, Node>>;
}
type Content = Readonly<Record<string, Examples>>;
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Examples & { readonly name?: string; readonly example?: unknown })[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Node>>;
}

const paths = document.paths as unknown as Record<string, Record<string, Operation>>;

const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
const find = (id: OperationId) => operations.find(({ operationId }) => operationId === id);

/** The examples of what an operation takes: of its body, or of its parameters. */
export function examplesOf(operation: OperationId): unknown[] {
  const { parameters = [], requestBody } = find(operation) ?? {};
  const all = [...Object.values(requestBody?.content ?? {}), ...parameters];
  return all.flatMap(({ examples = {} }) => Object.values(examples).map((example) => resolve(example).value));
}

/** The query that the examples of an operation's parameters make. */
export function exampleQuery(operation: OperationId): Record<string, unknown> {
  const given = (find(operation)?.parameters ?? []).filter(({ example }) => example !== undefined);
  return Object.fromEntries(given.map(({ name = '', example }) => [name, example]));
}

/** Every documented answer, in the order of the contract. Throws for one without an example: it could not be told. */
export function documentedAnswers(): DocumentedAnswer[] {
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
          requestType: resolve(node)['x-flaw'] === 'content-type' ? 'other' : requestType,
          answerType,
          ours: Boolean(ours ?? resolve(node)['x-ours']),
        })),
      ),
    );
    if (answers.length === 0) throw new Error(`${operationId} ${status}: the contract has no named example`);
    return answers;
  });
}

function resolve(node: Node): Node {
  if (node.$ref === undefined) return node;
  const keys = node.$ref.slice(2).split('/');
  return keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as Node;
}

/** How an answer is called in messages and tables. */
export function nameOf({ operation, status, example }: DocumentedAnswer): string {
  return `${operation} ${status} ${example}`;
}
