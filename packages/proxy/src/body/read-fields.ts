import type { Fields, Shape } from '@chamelaion/spec/operations';

/** How strictly fields are read. */
export interface Reading {
  /** Makes the error for what is not as the contract says. */
  readonly fail: () => Error;
  /** Leaves optional fields of another type out, in place of failing. */
  readonly lenient?: boolean;
  /** Reads a text; fails on one that is not as it must be. `name` is that of its field. */
  readonly text: (value: string, shape: Shape, name: string) => string;
}

// How deep fields may go that the contract does not know: deep enough for settings, and far from the end of the stack.
const deepest = 20;

/** The fields that the contract knows, copied: nothing else of a value goes on. */
export function readFields(value: unknown, fields: Fields, reading: Reading): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw reading.fail();
  const found: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(fields)) {
    const given = (value as Record<string, unknown>)[name];
    if (shape.required || (given !== undefined && (!reading.lenient || fits(given, shape)))) {
      found[name] = readValue(given, shape, name, reading);
    }
  }
  return found;
}

/** A value of this shape, copied. */
export function readValue(value: unknown, shape: Shape, name: string, reading: Reading): unknown {
  const { type, fields = {}, values, items, open } = shape;
  if (type === 'object') {
    const known = readFields(value, fields, reading);
    if (!values && !open) return known;
    const others = Object.entries(value as object).filter(([key]) => !Object.hasOwn(fields, key));
    const read = others.map(([key, other]) => [
      key,
      values ? readValue(other, values, key, reading) : readAny(other, key, reading),
    ]);
    // Not by assignment: a key may be __proto__.
    return { ...known, ...Object.fromEntries(read) };
  }
  if (!fits(value, shape)) throw reading.fail();
  if (typeof value === 'string') return reading.text(value, shape, name);
  return items ? (value as unknown[]).map((item) => readValue(item, items, name, reading)) : value;
}

/** A value that the contract does not know, in an object that may hold others. */
function readAny(value: unknown, name: string, reading: Reading, depth = 0): unknown {
  if (depth > deepest) throw reading.fail();
  if (typeof value === 'string') return reading.text(value, { type: 'string' }, name);
  if (Array.isArray(value)) return value.map((item) => readAny(item, name, reading, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readAny(one, key, reading, depth + 1)]));
}

function fits(value: unknown, { type }: Shape): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}
