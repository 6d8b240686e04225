import type { Fields, Shape } from '@chamelaion/spec/operations';

/** A JSON Schema, as far as tools need it. */
export type Schema = { readonly [keyword: string]: unknown };

/** The schema of an agent's input: as strict as the contract, and nothing beside its fields. */
export function inputSchema(fields: Fields, words: { readonly [field: string]: string } = {}): Schema {
  const properties = Object.entries(fields).map(([name, shape]) => [
    name,
    { ...inputOf(shape), ...(words[name] && { description: words[name] }) },
  ]);
  const required = Object.keys(fields).filter((name) => fields[name]?.required);
  return { type: 'object', properties: Object.fromEntries(properties), required, additionalProperties: false };
}

/** The schema of what a tool answers: types alone, as an answer that lacks a field is better than none. */
export function outputSchema(fields: Fields): Schema {
  const properties = Object.entries(fields).map(([name, shape]) => [name, outputOf(shape)]);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

// What shapes and schemas call the same.
const keywords = ['type', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'minItems', 'uniqueItems', 'default'];

function inputOf(shape: Shape): Schema {
  const { type, format, known, fields, open, values, items } = shape;
  if (type === 'file') return { type: 'string', minLength: 1, description: 'Path of a local file below --root' };
  return {
    ...Object.fromEntries(Object.entries(shape).filter(([keyword]) => keywords.includes(keyword))),
    // URLs are checked as the runtime reads them, which takes more than RFC 3986 does.
    ...(format && format !== 'uri' && { format }),
    ...(known && { examples: known }),
    ...(fields && inputSchema(fields)),
    ...(open && { additionalProperties: true }),
    ...(values && { additionalProperties: inputOf(values) }),
    ...(items && { items: inputOf(items) }),
  };
}

function outputOf({ type, fields, values, items }: Shape): Schema {
  if (fields) return outputSchema(fields);
  return { type, ...(values && { additionalProperties: outputOf(values) }), ...(items && { items: outputOf(items) }) };
}
