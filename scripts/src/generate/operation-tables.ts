import { readFile } from 'node:fs/promises';
import type { Fields } from '@chamelaion/spec/operations';
import { parse } from 'yaml';
import { createResolver, entriesOf, type Node } from './document.ts';
import { printValue, Reference } from './print-value.ts';
import { fieldsOf, isOpenEnum, type Resolve, shapeOf } from './shape-of.ts';

const header = `// Written by \`pnpm generate\` from spec/openapi.yaml. Edit the contract, never this file.

/** What a value must look like. */
export interface Shape {
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'file';
  readonly required?: boolean;
  readonly format?: string;
  /** A regular expression that a text matches. */
  readonly pattern?: string;
  /** The media type of a file, if it must have one. */
  readonly media?: string;
  /** All that it may be. */
  readonly enum?: readonly string[];
  /** What it is known to be; more may come. */
  readonly known?: readonly string[];
  readonly minimum?: number;
  readonly minLength?: number;
  readonly default?: unknown;
  /** The fields of an object. */
  readonly fields?: Fields;
  /** An object that may have other fields. */
  readonly open?: true;
  /** Each value of a map. */
  readonly values?: Shape;
  /** The field that lists the keys of a map. */
  readonly keysOf?: string;
  /** What the name of a part begins with, before the key, if a form sends a map. */
  readonly prefix?: string;
  /** Each item of an array. */
  readonly items?: Shape;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  /** The field of an array's items of which each value must come exactly once. */
  readonly oneOfEach?: string;
}

/** Shapes by the names of fields. */
export type Fields = { readonly [name: string]: Shape };

/** An error that the API documents. */
export interface DocumentedError {
  readonly status: number;
  /** The text of its \`error\`. */
  readonly error: string;
  /** What is wrong with a request that gets this answer. */
  readonly flaw?: string;
}
`;

/** The contract's operations as tables, in memory: what programs ask of it, said once. */
export async function operationTables(spec: URL): Promise<string> {
  const document = parse(await readFile(spec, 'utf8')) as Node;
  const resolve = createResolver(document);
  const operations = entriesOf(document['paths']).flatMap(([path, item]) =>
    entriesOf(item).map(([method, operation]) => readOperation(method.toUpperCase(), path, operation, resolve)),
  );
  const table = (read: (operation: Operation) => unknown) =>
    Object.fromEntries(operations.map((operation) => [operation.id, read(operation)]));
  const withBody = operations.flatMap(({ id, body }) => (body ? [{ id, body }] : []));
  const bodies = Object.fromEntries(withBody.map(({ id }) => [id, new Reference(bodyName(id))]));
  const targets = table(({ target }) => target);
  const inputs = table(({ id, input }) => (bodies[id] ? { body: bodies[id], ...input } : input));
  const answers = table(({ answer }) => answer);
  const errors = table((operation) => operation.errors);
  return [
    header,
    write('operations', targets, 'How an operation is asked for; `answer` is the member that a success must have.'),
    '/** The name of an operation: its method in the official SDKs. */\nexport type OperationId = keyof typeof operations;\n',
    write('kinds', readKinds(operations), kindsComment),
    '/** A kind of job. */\nexport type Kind = keyof typeof kinds;\n',
    write('parameters', readParameters(document, resolve), 'Parameters that several operations take.'),
    ...withBody.map(({ id, body }) => `const ${bodyName(id)} = ${printValue(body)} as const;\n`),
    write('bodies', bodies, 'What an operation takes in its body.'),
    write('inputs', inputs, 'What an operation takes in its body, query and path.'),
    write('answers', answers, 'What an operation answers.'),
    write('suggestions', readSuggestions(document), suggestionsComment),
    write('errors', errors, 'The errors that an operation documents, by the names of their examples.'),
  ].join('\n');
}

const kindsComment =
  'The kinds of job: what submits one, follows it, finds one whose answer was lost, and the field of its result.';
const suggestionsComment = 'Known values of fields that take any text, by the names of their schemas.';

interface Operation {
  readonly id: string;
  readonly target: object;
  readonly body: object | undefined;
  readonly input: object;
  readonly answer: object;
  readonly errors: object;
  readonly links: [string, Node][];
  /** What a completed job of its answer has, and no other. */
  readonly result: string | undefined;
}

const bodyKinds: Readonly<Record<string, string>> = { 'application/json': 'json', 'multipart/form-data': 'form' };

function readOperation(method: string, path: string, operation: Node, resolve: Resolve): Operation {
  const id = operation['operationId'] as string;
  const [media] = entriesOf(resolve(operation['requestBody'])['content']);
  const success = resolve((operation['responses'] as Node)['200']);
  const answer = fieldsOf(contentOf(success)['schema'], resolve);
  const links = entriesOf(success['links']).map(([name, link]): [string, Node] => [name, resolve(link)]);
  const isOpen = (operation['security'] as unknown[] | undefined)?.length === 0;
  const body = media && bodyKinds[media[0]];
  if (media && !body) throw new Error(`${id}: ${media[0]} is no body that the packages can send`);
  const key = answerKey(id, links, answer);
  return {
    id,
    target: { method, path, ...(body && { body }), answer: key, ...(isOpen && { open: true }) },
    body: media && fieldsOf(media[1]['schema'], resolve),
    input: parameters(operation, resolve),
    answer,
    errors: readErrors(operation, resolve),
    links,
    result: resultOf(contentOf(success)['schema'], resolve),
  };
}

/** The id that a link follows, or what tells a job's variants apart, or the list, or else what is required last. */
function answerKey(id: string, links: [string, Node][], answer: ReturnType<typeof fieldsOf>): string {
  const [followed] = links.flatMap(([, link]) => pointers(link, '$response.body#/'));
  const required = Object.keys(answer).filter((name) => answer[name]?.required);
  const one = required.find((name) => answer[name]?.known) ?? required.find((name) => answer[name]?.type === 'array');
  const key = followed ?? one ?? required.at(-1);
  if (!key || !answer[key]) throw new Error(`${id}: its answer has no member that a success must have`);
  return key;
}

/** The field that a completed job must have, and no other job. */
function resultOf(schema: unknown, resolve: Resolve): string | undefined {
  const variants = ((resolve(schema)['oneOf'] ?? []) as Node[]).map((node) => fieldsOf(node, resolve));
  const isCompleted = (fields: Fields) => fields['status']?.enum?.includes('completed');
  const others = variants.filter((fields) => !isCompleted(fields));
  const completed = variants.find(isCompleted) ?? {};
  return Object.keys(completed).find(
    (name) => completed[name]?.required && !others.some((fields) => fields[name]?.required),
  );
}

function pointers(link: Node, prefix: string): string[] {
  const values = Object.values((link['parameters'] ?? {}) as { [name: string]: string });
  return values.flatMap((value) => (value.startsWith(prefix) ? [value.slice(prefix.length)] : []));
}

function parameters(operation: Node, resolve: Resolve): object {
  const input: { [place: string]: { [name: string]: object } } = {};
  for (const given of (operation['parameters'] as Node[] | undefined) ?? []) {
    const { in: place, name, required, schema } = resolve(given) as { [key: string]: string };
    const shape = shapeOf(schema, resolve);
    const field = { [name as string]: required ? { ...shape, required } : shape };
    input[place as string] = { ...input[place as string], ...field };
  }
  return input;
}

function readErrors(operation: Node, resolve: Resolve): object {
  const responses = entriesOf(operation['responses']).filter(([status]) => status !== '200');
  const errors = responses.flatMap(([status, response]) =>
    entriesOf(contentOf(resolve(response))['examples']).map(([name, given]) => {
      const { value, 'x-flaw': flaw } = resolve(given) as { value: { error: string }; 'x-flaw'?: string };
      return [name, { status: Number(status), error: value.error, ...(flaw && { flaw }) }];
    }),
  );
  return Object.fromEntries(errors);
}

function contentOf(response: Node): Node {
  return entriesOf(response['content'])[0]?.[1] ?? {};
}

/** An operation whose answer can be followed starts a job, of the kind that its links lead to. */
function readKinds(operations: readonly Operation[]): object {
  const kinds: { [kind: string]: { submit: string[]; [link: string]: unknown } } = {};
  for (const { id, links } of operations) {
    if (links.length === 0) continue;
    const [kind = id] = id.split('.');
    const targets = Object.fromEntries(links.map(([name, link]) => [name, link['operationId']]));
    const result = operations.find((operation) => operation.id === targets['retrieve'])?.result;
    if (!result) throw new Error(`${id}: no completed job says by a required field what its result is`);
    kinds[kind] = { submit: [...(kinds[kind]?.submit ?? []), id], ...targets, result };
  }
  return kinds;
}

function bodyName(id: string): string {
  return `${id.replace(/\.\w/g, ([, letter = '']) => letter.toUpperCase())}Body`;
}

function readParameters(document: Node, resolve: Resolve): object {
  const { parameters } = document['components'] as { parameters?: Node };
  const read = entriesOf(parameters).map(([name, { schema }]) => [name, shapeOf(schema, resolve)]);
  return Object.fromEntries(read);
}

function readSuggestions(document: Node): object {
  const { schemas } = document['components'] as { schemas: Node };
  const open = entriesOf(schemas).flatMap(([name, schema]) =>
    isOpenEnum(schema) ? [[name, schema.anyOf[0]?.['enum']]] : [],
  );
  return Object.fromEntries(open);
}

function write(name: string, value: object, comment: string): string {
  return `/** ${comment} */\nexport const ${name} = ${printValue(value)} as const;\n`;
}
