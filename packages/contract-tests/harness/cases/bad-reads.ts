import { type Fields, inputs, type OperationId, operations, type Shape } from '@chamelaion/spec/operations';
import fc from 'fast-check';
import type { RawRequest } from './as-curl.ts';
import { type BadRequest, badCredentials } from './bad-request.ts';
import { inputSchema } from './schema.ts';
import { valid } from './valid.ts';

const asRequest = (target: string): RawRequest => ({
  method: 'GET',
  target,
  headers: { authorization: 'Bearer any' },
});

const brokenEscapes = fc.oneof(
  fc.stringMatching(/^[a-z]{0,5}%([g-z][0-9a-z]?|[0-9a-f])?$/),
  fc.constantFrom('%ff', '%c3', 'a%e2%82b'),
);

/** Reads of jobs that were never made, and reads without a credential. */
export function badRetrievals(operation: OperationId): fc.Arbitrary<BadRequest> {
  const [name = ''] = Object.keys((inputs[operation] as { path: Fields }).path);
  const asRead = (id: string) => asRequest(operations[operation].path.replace(`{${name}}`, () => id));
  const ids = (valid(inputSchema(operation)) as fc.Arbitrary<Record<string, string>>)
    .map((params) => encodeURIComponent(params[name] ?? ''))
    // These are other paths.
    .filter((id) => !/^\.{1,2}$/.test(decodeURIComponent(id)));
  const flaw = `path.${name}`;
  return fc.oneof(
    ids.map((id) => ({ cause: 'an id that was never given', flaw, request: asRead(id) })),
    brokenEscapes.map((id) => ({ cause: 'a broken escape', flaw, request: asRead(id) })),
    badCredentials(ids.map(asRead)),
  );
}

const notWhole = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc
    .tuple(fc.nat(), fc.integer({ min: 1, max: 99 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}1`),
  fc.integer({ max: -1 }).map(String),
);

const words = fc.stringMatching(/^[a-z]{1,8}$/).filter((word) => !/^(true|false)$/.test(word));

/** Lists with a number out of bounds or an unknown word, and lists without a credential. */
export function badLists(operation: OperationId): fc.Arbitrary<BadRequest> {
  const queries = valid(inputSchema(operation)) as fc.Arbitrary<Record<string, unknown>>;
  const asList = (query: Record<string, unknown>): RawRequest =>
    asRequest(`${operations[operation].path}?${new URLSearchParams(query as Record<string, string>)}`);
  const shapes = (inputs[operation] as { query: Fields }).query;
  const numbers = Object.entries(shapes).filter(([, { type }]) => type === 'integer');
  const badNumbers = numbers.map(([name, { minimum = 0 }]) =>
    fc
      .tuple(queries, minimum > 0 ? fc.oneof(notWhole, fc.constant(String(minimum - 1))) : notWhole)
      .map(([query, value]) => ({
        cause: `bad ${name}`,
        flaw: `query.${name}`,
        request: asList({ ...query, [name]: value }),
      })),
  );
  const isClosed = ({ type, format, enum: values }: Shape) => values || type === 'boolean' || format === 'date-time';
  const badWords = Object.entries(shapes)
    .filter(([, shape]) => isClosed(shape))
    .map(([name]) =>
      fc.tuple(queries, words).map(([query, value]) => ({
        cause: `bad ${name}`,
        flaw: `query.${name}`,
        request: asList({ ...query, [name]: value }),
      })),
    );
  return fc.oneof(...badNumbers, ...badWords, badCredentials(queries.map(asList)));
}
