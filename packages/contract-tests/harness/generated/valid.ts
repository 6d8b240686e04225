import fc from 'fast-check';
import { resolveSchema, type Schema } from './schema.ts';

// Ours, because no kept library both shrinks and knows the tuples of 2020-12.
const known = [
  ...['type', 'const', 'format', 'minLength', 'minimum', 'contentMediaType', 'oneOf', 'prefixItems'],
  ...['required', 'properties', 'items', 'minItems', 'maxItems'],
  ...['title', 'description', 'default', 'examples'],
];

/** Values that a schema allows. Throws at a keyword that it does not know, rather than take no notice of it. */
export function valid(reference: Schema): fc.Arbitrary<unknown> {
  const schema = resolveSchema(reference);
  const strange = Object.keys(schema).find(
    (keyword) => !known.includes(keyword) && !keyword.startsWith('x-'),
  );
  if (strange) throw new Error(`harness/generated/valid.ts cannot generate by the keyword "${strange}"`);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(valid));
  if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(valid));
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.integer({ min: schema.minimum ?? 0, max: 1_000 }), fc.maxSafeNat().map((n) => Math.max(n, schema.minimum ?? 0)));
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, valid(part)])),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    case 'string':
      if (schema.contentMediaType) return file;
      return schema.format === 'uri' ? uri : text(schema.minLength ?? 0);
    default:
      throw new Error(`harness/generated/valid.ts cannot generate the type "${schema.type}"`);
  }
}

const uri = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom('http://[::1]:8080/a.mp4', 's3://bucket/key', 'urn:isbn:0451450523'),
);

// The second, third and fourth are what paths, queries and forms stumble over.
const text = (minLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength }),
    fc.string({ unit: 'binary', minLength }),
    fc.constantFrom('a/b', '../x', '%2e%2e', '%', 'a&b=c', '+ ', '"\r\n--', 'null', '__proto__', '✓'),
    fc.uuid(),
  );

// What ends in a backslash is pinned in test/valid-cases.test.ts.
const fileName = fc.string({ minLength: 1 }).filter((name) => !name.endsWith('\\'));

const file = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 64 }), fileName, fc.constantFrom('', 'video/mp4'))
  .map(([bytes, name, type]) => new File([bytes], name, { type }));
