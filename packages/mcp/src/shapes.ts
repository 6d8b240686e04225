import type { Fields, Shape } from '@chamelaion/spec/operations';
import type { Clean } from './clean.ts';

/** A JSON Schema, as far as tools need it. */
export type Schema = { readonly [keyword: string]: unknown };

// What shapes and schemas call the same, and what tools say of their own fields.
const keywords = /^(enum|pattern|minimum|maximum|minLength|minItems|uniqueItems|default|description)$/;

/**
 * The schema of a shape. If it is strict, it is as strict as the contract, and takes nothing beside its fields; else it has
 * types alone.
 */
export function schemaOf(shape: Shape, isStrict: boolean): Schema {
  const { type, format, known, fields, open, values, items } = shape;
  // Media may be elsewhere, subtitles may not.
  const where = shape.media ? 'Path' : 'http(s) URL that the API can fetch, or path';
  if (type === 'file') return { type: 'string', minLength: 1, description: `${where} of a file below --root` };
  const entries = Object.entries(fields ?? {});
  const strict = isStrict && {
    ...Object.fromEntries(Object.entries(shape).filter(([keyword]) => keywords.test(keyword))),
    // URLs are checked as the runtime reads them, which takes more than RFC 3986 does.
    ...(format && format !== 'uri' && { format }),
    ...(known && { examples: known }),
    ...(fields && { required: entries.flatMap(([name, { required }]) => (required ? [name] : [])) }),
    ...(fields && { additionalProperties: open ?? false }),
  };
  return {
    type,
    ...strict,
    ...(fields && { properties: Object.fromEntries(entries.map(([name, one]) => [name, schemaOf(one, isStrict)])) }),
    ...(values && { additionalProperties: schemaOf(values, isStrict) }),
    ...(items && { items: schemaOf(items, isStrict) }),
  };
}

/** An object of the API, as a tool passes it on. */
export type Answer = { readonly [field: string]: unknown };

const mostItems = 100;
// Signed URLs are long.
const longestURL = 4_000;

/** The fields of the API's answer that the contract knows, if they are what it says, with their texts cleaned. */
export function readAnswer(value: unknown, fields: Fields, clean: Clean): Answer {
  return (read(value, { type: 'object', fields }, clean) ?? {}) as Answer;
}

function read(value: unknown, shape: Shape, clean: Clean): unknown {
  const { type, format, fields, values, items } = shape;
  if (type === 'integer') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== (type === 'array' ? 'object' : type) || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (format !== 'uri') return clean(value);
    const href = readURL(value)?.href;
    return href && href.length <= longestURL ? clean(href, longestURL) : undefined;
  }
  const list = Array.isArray(value) ? value.slice(0, mostItems) : [];
  if (items) return list.flatMap((item) => read(item, items, clean) ?? []);
  const given = value as Answer;
  const entries = fields
    ? Object.entries(fields).map(([name, shape]) => [name, read(given[name], shape, clean)] as const)
    : Object.entries(given)
        .slice(0, mostItems)
        .map(([key, one]) => [clean(key, 60), values && read(one, values, clean)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

// No name server knows a longer name.
const longestHost = 253;

/** An http(s) URL; undefined for any other text. */
export function readURL(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.hostname.length <= longestHost ? url : undefined;
}
