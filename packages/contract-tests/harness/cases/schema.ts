import type { OperationId } from '@chamelaion/mock-server';
import document from '@chamelaion/spec' with { type: 'json' };

/** The keywords of JSON Schema that the contract's inputs are written in. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly contentMediaType?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly additionalProperties?: Schema | boolean;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly prefixItems?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const operations = Object.values(document.paths as unknown as Record<string, Record<string, Operation>>).flatMap(
  (methods) => Object.values(methods),
);

/** The operations that take input. */
export function operationsWithInput(): OperationId[] {
  return operations
    .filter(({ parameters, requestBody }) => parameters || requestBody)
    .map(({ operationId }) => operationId as OperationId);
}

/** What an operation takes, as one schema: its body, or an object of its parameters. */
export function inputSchema(operationId: OperationId): Schema {
  const operation = operations.find((candidate) => candidate.operationId === operationId);
  const body = Object.values(operation?.requestBody?.content ?? {})[0]?.schema;
  if (body) return body;
  const parameters = (operation?.parameters ?? []).map((given) => resolve<Parameter>(given));
  return {
    type: 'object',
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  };
}

/** The schema behind a reference. */
export function resolveSchema(schema: Schema): Schema {
  return resolve<Schema>(schema);
}

function resolve<T>(node: T & { readonly $ref?: string }): T {
  if (node.$ref === undefined) return node;
  const keys = node.$ref.slice(2).split('/');
  return keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as T;
}
