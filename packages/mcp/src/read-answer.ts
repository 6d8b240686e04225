import type { Fields, Shape } from '@chamelaion/spec/operations';
import type { Clean } from './clean.ts';

/** An object of the API, as a tool passes it on. */
export type Answer = { readonly [field: string]: unknown };

const mostItems = 100;
// Signed URLs are long.
const longestURL = 4_000;

/** Of the API's answer the fields that the contract knows, if they are what it says, with their texts cleaned. */
export function readAnswer(value: unknown, fields: Fields, clean: Clean): Answer {
  return (read(value, { type: 'object', fields }, clean) ?? {}) as Answer;
}

function read(value: unknown, shape: Shape, clean: Clean): unknown {
  const { type, format, fields, values, items } = shape;
  if (type === 'string') {
    if (typeof value !== 'string') return undefined;
    return format === 'uri' ? readURL(value, clean) : clean(value);
  }
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'integer') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (items) return few(value).flatMap((item) => read(item, items, clean) ?? []);
  const given = value as Answer;
  const entries = fields
    ? Object.entries(fields).map(([name, shape]) => [name, read(given[name], shape, clean)] as const)
    : few(Object.entries(given)).map(([key, one]) => [clean(key, 60), values && read(one, values, clean)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** An http(s) URL; no other leads to a file. */
function readURL(text: string, clean: Clean): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && href.length <= longestURL ? clean(href, longestURL) : undefined;
}

function few<T>(list: readonly T[] | object): readonly T[] {
  return Array.isArray(list) ? list.slice(0, mostItems) : [];
}
