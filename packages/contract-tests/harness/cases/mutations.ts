import fc from 'fast-check';
import { resolveSchema, type Schema } from './schema.ts';

/** One way to spoil a value, such as `inputs[].url missing`. */
export interface Mutation {
  readonly cause: string;
  /** `pick` chooses among the items of a list; `junk` is for what needs a value. */
  readonly spoil: (value: unknown, pick: number, junk: Junk) => unknown;
}

/** Values to put where they do not belong. */
export interface Junk {
  readonly json: unknown;
  readonly text: string;
}

/** JSON and text that fit nowhere by accident. */
export const junk: fc.Arbitrary<Junk> = fc.record({
  json: fc.jsonValue({ maxDepth: 2 }),
  // Neither a URI nor a number nor a word of the contract.
  text: fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => ` ${text}<`),
});

/** What can be wrong with a value, one thing at a time, as the schema tells: absences, types, formats. */
export function mutations(reference: Schema, at: string): Mutation[] {
  const schema = resolveSchema(reference);
  const alternative = (schema.oneOf ?? schema.allOf)?.[0];
  if (alternative) return mutations(alternative, at);
  // Any text will do.
  if (schema.anyOf) return mutations({ type: 'string' }, at);
  if ('const' in schema) {
    const unknown = (_: unknown, pick: number, { json, text }: Junk) =>
      pick & 2 ? text : ofAnotherType(typeof schema.const, json);
    return [{ cause: `${at} unknown`, spoil: unknown }];
  }

  const wrongType: Mutation = {
    cause: `${at} of a wrong type`,
    spoil: (_, __, { json }) => ofAnotherType(schema.type, json),
  };
  if (schema.prefixItems) {
    const [first = {}, second = {}] = schema.prefixItems;
    const ofItems = mutations(first, `${at}[]`).map(({ cause, spoil }, index): Mutation => {
      const { spoil: ofSecond = spoil } = mutations(second, `${at}[]`)[index] ?? {};
      return {
        cause,
        spoil: (value, pick, ...rest) => {
          const items = value as unknown[];
          const chosen = pick % items.length;
          return items.with(chosen, (chosen === 0 ? spoil : ofSecond)(items[chosen], pick, ...rest));
        },
      };
    });
    return [wrongType, ...ofItems];
  }
  const {
    properties = {},
    required = [],
    format,
    pattern,
    items,
    minItems,
    uniqueItems,
    additionalProperties,
  } = schema;
  const asText = (cause: string) => ({
    cause: `${at} ${cause}`,
    spoil: (_: unknown, __: number, { text }: Junk) => text,
  });
  const listOf = (value: unknown) => (Array.isArray(value) ? value : []);
  return [
    wrongType,
    ...(format === 'uri' ? [asText('no URI')] : []),
    ...(pattern || schema.enum ? [asText('no such text')] : []),
    ...(minItems ? [{ cause: `${at} empty`, spoil: () => [] }] : []),
    ...(uniqueItems ? [{ cause: `${at} twice`, spoil: (value: unknown) => [...listOf(value), listOf(value)[0]] }] : []),
    ...(items
      ? mutations(items, `${at}[]`).map(({ cause, spoil }) => ({
          cause,
          spoil: (value: unknown, ...rest: [number, Junk]) => [
            ...listOf(value).slice(1),
            spoil(listOf(value)[0], ...rest),
          ],
        }))
      : []),
    ...(typeof additionalProperties === 'object'
      ? mutations(additionalProperties, `${at}.*`).map(({ cause, spoil }) => ({
          cause,
          spoil: (value: unknown, ...rest: [number, Junk]) => ({ ...(value as object), x: spoil(undefined, ...rest) }),
        }))
      : []),
    ...required.map((name) => ({
      cause: `${at}.${name} missing`,
      spoil: (value: unknown) => without(value as object, name),
    })),
    ...Object.entries(properties).flatMap(([name, part]) =>
      mutations(part, `${at}.${name}`).map(({ cause, spoil }) => ({
        cause,
        spoil: (value: unknown, ...rest: [number, Junk]) => {
          const fields = (value ?? {}) as Record<string, unknown>;
          return { ...fields, [name]: spoil(fields[name], ...rest) };
        },
      })),
    ),
  ];
}

function ofAnotherType(type: string | undefined, json: unknown): unknown {
  const own = json === null ? 'null' : Array.isArray(json) ? 'array' : typeof json;
  if (own !== type) return json;
  return type === 'string' ? 42 : 'text';
}

function without(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => key !== name));
}
