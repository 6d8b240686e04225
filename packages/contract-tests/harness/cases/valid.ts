import fc from 'fast-check';
import { resolveSchema, type Schema } from './schema.ts';
import { character, webUrl } from './texts.ts';

// Ours, because no kept library both shrinks and knows the tuples of 2020-12.
const known = [
  ...['type', 'const', 'format', 'minLength', 'minimum', 'contentMediaType', 'oneOf', 'prefixItems'],
  ...['required', 'properties', 'items', 'minItems', 'maxItems', 'uniqueItems', 'enum', 'pattern', 'anyOf', 'allOf'],
  ...['additionalProperties', 'patternProperties'],
  ...['title', 'description', 'default', 'examples'],
];

/** Values that a schema allows. Throws at a keyword that it does not know, rather than take no notice of it. */
export function valid(reference: Schema): fc.Arbitrary<unknown> {
  const schema = resolveSchema(reference);
  const strange = Object.keys(schema).find((keyword) => !known.includes(keyword) && !keyword.startsWith('x-'));
  if (strange) throw new Error(`harness/cases/valid.ts cannot generate by the keyword "${strange}"`);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const variants = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  // There is only ever one of several that must all fit.
  if (variants) return fc.oneof(...variants.map(valid));
  if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(valid));
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? 0, max: 1_000 }),
        fc.maxSafeNat().map((n) => Math.max(n, schema.minimum ?? 0)),
      );
    case 'array': {
      const items = valid(schema.items ?? {});
      const lengths = { minLength: schema.minItems ?? 0, maxLength: 4 };
      return schema.uniqueItems ? fc.uniqueArray(items, lengths) : fc.array(items, lengths);
    }
    case 'object':
      return fc
        .tuple(
          fc.record(
            Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, valid(part)])),
            { requiredKeys: [...(schema.required ?? [])] },
          ),
          others(schema),
        )
        .map(([fields, more]) => ({ ...more, ...fields }));
    case 'string':
      if (schema.contentMediaType) return file;
      if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
      if (schema.format === 'date-time') return moment;
      return schema.format === 'uri' ? uri : text(schema.minLength ?? 0);
    default:
      throw new Error(`harness/cases/valid.ts cannot generate the type "${schema.type}"`);
  }
}

/** Members that the schema does not name one by one. */
function others({ additionalProperties: more, patternProperties = {} }: Schema): fc.Arbitrary<object> {
  if (more) return fc.dictionary(name, more === true ? fc.jsonValue({ maxDepth: 2 }) : valid(more), { maxKeys: 3 });
  const [[pattern, part] = []] = Object.entries(patternProperties);
  if (!pattern || !part) return fc.constant({});
  const prefix = pattern.replace(/[\^\\]/g, '');
  return fc.dictionary(
    name.map((end) => prefix + end),
    valid(part),
    { maxKeys: 3 },
  );
}

// Names that a form's part can bear as they are.
const name = fc.stringMatching(/^[a-z][\w-]{0,7}$/);

const moment = fc
  .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
  .map((date) => date.toISOString());

const uri = fc.oneof(
  webUrl({ tails: true }),
  fc.constantFrom('http://[::1]:8080/a.mp4', 's3://bucket/key', 'urn:isbn:0451450523'),
);

// The second, third and fourth are what paths, queries and forms stumble over.
const text = (minLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength }),
    fc.string({ unit: character, minLength }),
    fc.constantFrom('a/b', '../x', '%2e%2e', '%', 'a&b=c', '+ ', '"\r\n--', 'null', '__proto__', '✓'),
    fc.uuid(),
  );

// What ends in a backslash is pinned in test/valid-cases.test.ts.
const fileName = fc.string({ minLength: 1 }).filter((name) => !name.endsWith('\\'));

const file = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 64 }), fileName, fc.constantFrom('', 'video/mp4'))
  .map(([bytes, name, type]) => new File([bytes], name, { type }));
