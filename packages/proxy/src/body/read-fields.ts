import type { Fields, Shape } from '@chamelaion/spec/operations';

/** How strictly fields are read. */
export interface Reading {
  /** Makes the error for what is not as the contract says. */
  readonly fail: () => Error;
  /** Leaves optional fields of another type out, in place of failing. */
  readonly lenient?: boolean;
  /** Reads a text; fails on one that is not as it must be. */
  readonly text: (value: string, shape: Shape) => string;
}

/** The fields that the contract knows, copied: nothing else of a value goes on. */
export function readFields(value: unknown, fields: Fields, reading: Reading): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw reading.fail();
  const found: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(fields)) {
    const given = (value as Record<string, unknown>)[name];
    if (shape.required) found[name] = readValue(given, shape, reading);
    else if (given !== undefined && (!reading.lenient || fits(given, shape))) {
      found[name] = readValue(given, shape, reading);
    }
  }
  return found;
}

function readValue(value: unknown, shape: Shape, reading: Reading): unknown {
  if (shape.type === 'object') return readFields(value, shape.fields ?? {}, reading);
  if (!fits(value, shape)) throw reading.fail();
  if (typeof value === 'string') return reading.text(value, shape);
  const { items } = shape;
  return items ? (value as unknown[]).map((item) => readValue(item, items, reading)) : value;
}

function fits(value: unknown, { type }: Shape): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}
