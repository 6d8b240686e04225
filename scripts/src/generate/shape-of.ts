import type { Fields, Shape } from '@chamelaion/spec/operations';
import { entriesOf, type Node } from './document.ts';

/** Gives the part that a reference leads to. */
export type Resolve = (node: unknown) => Node;

/** What a value must look like: the part of a JSON schema that programs ask for, without references. */
export function shapeOf(node: unknown, resolve: Resolve): Shape {
  const schema = resolve(node);
  const { type, const: only, contentMediaType: media, additionalProperties: values } = schema;
  if (only !== undefined) return { type: 'string', enum: [String(only)] };
  const facts = definedOnly({ ...pick(schema, ['pattern']), keysOf: schema['x-keys-of'] });
  if (media !== undefined) return { type: 'file', ...(media !== anyBytes && { media: String(media) }), ...facts };
  if (isOpenEnum(schema)) return { type: 'string' };
  if (isObject(schema, resolve)) {
    const fields = fieldsOf(schema, resolve);
    const isMap = Object.keys(fields).length === 0 && typeof values === 'object';
    if (isMap) return { type: 'object', values: shapeOf(values, resolve), ...facts };
    return { type: 'object', fields, ...(values === true && { open: true }) };
  }
  if (Array.isArray(schema['oneOf'])) return oneOfEach(schema['oneOf'], resolve);
  if (Array.isArray(schema['allOf'])) return shapeOf(schema['allOf'][0], resolve);
  if (type === 'array') {
    return { type, items: shapeOf(schema['items'], resolve), ...pick(schema, ['minItems', 'uniqueItems']) };
  }
  if (type !== 'string' && type !== 'integer' && type !== 'boolean') {
    throw new Error(`shape-of.ts knows no shape for ${JSON.stringify(schema)}`);
  }
  return { type, ...pick(schema, ['enum', 'format', 'pattern', 'minimum', 'minLength', 'default']) };
}

/** The fields of an object; of several variants, those of all of them. */
export function fieldsOf(node: unknown, resolve: Resolve): Fields {
  const schema = resolve(node);
  const variants = schema['oneOf'] as Node[] | undefined;
  if (variants) return mergeVariants(variants.map((variant) => fieldsOf(variant, resolve)));
  const parts = (schema['allOf'] as Node[] | undefined) ?? [];
  const fields = Object.assign({}, ...parts.map((part) => fieldsOf(part, resolve)));
  const required = (schema['required'] as string[] | undefined) ?? [];
  for (const [name, property] of entriesOf(schema['properties'])) {
    fields[name] = withRequired(shapeOf(property, resolve), required.includes(name));
  }
  for (const [pattern, property] of entriesOf(schema['patternProperties'])) {
    const { keysOf, ...values } = shapeOf(property, resolve);
    const name = property['x-parameter'] as string;
    fields[name] = { type: 'object', prefix: prefixOf(pattern), values, ...definedOnly({ keysOf }) };
  }
  return fields;
}

const anyBytes = 'application/octet-stream';

/** True for texts of which some are known: an enum, or any other string. */
export function isOpenEnum(schema: object): schema is { readonly anyOf: readonly Node[] } {
  const variants = (schema as Node)['anyOf'] as Node[] | undefined;
  const last = variants?.at(-1) ?? {};
  return variants?.length === 2 && Object.keys(last).join() === 'type' && last['type'] === 'string';
}

/** What the names begin with that match a pattern such as `^target_srt\.`. */
export function prefixOf(pattern: string): string {
  const [, prefix] = /^\^((?:\w|\\\.)+)$/.exec(pattern) ?? [];
  if (!prefix) throw new Error(`${pattern} must be the beginning of a name, such as ^target_srt\\.`);
  return prefix.replaceAll('\\', '');
}

function pick(schema: Node, names: readonly string[]): object {
  return definedOnly(Object.fromEntries(names.map((name) => [name, schema[name]])));
}

/** A field is required if every variant requires it; one that tells the variants apart lists what it may be. */
function mergeVariants(variants: readonly Fields[]): Fields {
  const names = [...new Set(variants.flatMap((fields) => Object.keys(fields)))];
  const merged = names.map((name): [string, Shape] => {
    const shapes = variants.map((fields) => fields[name]);
    const [shape] = shapes.filter((found) => found !== undefined);
    const values = [...new Set(shapes.flatMap((found) => found?.enum ?? []))];
    const isClosed = shapes.every((found) => found?.enum);
    const { enum: _, ...rest } = shape as Shape;
    const known = values.length > 0 ? { [isClosed ? 'enum' : 'known']: values } : {};
    const required = shapes.every((found) => found?.required);
    return [name, withRequired({ ...rest, ...known }, required)];
  });
  return Object.fromEntries(merged);
}

/** Tuples that hold the same items in every order: one item of each kind. */
function oneOfEach(tuples: readonly Node[], resolve: Resolve): Shape {
  const items = (resolve(tuples[0])['prefixItems'] as Node[]).map((item) => fieldsOf(item, resolve));
  const fields = mergeVariants(items);
  const [kind] = Object.keys(fields).filter((name) => items.every((item) => item[name]?.enum));
  const known = new Set(items.map((item) => kind && item[kind]?.enum?.[0]));
  if (!kind || known.size !== items.length) throw new Error('A tuple must hold one item of each kind');
  return { type: 'array', oneOfEach: kind, items: { type: 'object', fields } };
}

function isObject(schema: Node, resolve: Resolve): boolean {
  const variants = (schema['oneOf'] ?? schema['allOf']) as Node[] | undefined;
  return schema['type'] === 'object' || (variants?.every((variant) => isObject(resolve(variant), resolve)) ?? false);
}

function withRequired({ required: _, ...shape }: Shape, required: boolean): Shape {
  return required ? { ...shape, required } : shape;
}

function definedOnly(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
