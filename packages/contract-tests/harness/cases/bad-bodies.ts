import { type Fields, inputs, type OperationId, operations } from '@chamelaion/spec/operations';
import fc from 'fast-check';
import type { RawRequest } from './as-curl.ts';
import { type BadRequest, badCredentials, badMediaTypes } from './bad-request.ts';
import { junk, mutations } from './mutations.ts';
import { inputSchema } from './schema.ts';
import { valid } from './valid.ts';

type Item = Readonly<Record<string, unknown>>;
type Body = Readonly<Record<string, readonly Item[]>>;

/** JSON submissions, each with one thing wrong. */
export function badBodies(operation: OperationId): fc.Arbitrary<BadRequest> {
  const schema = inputSchema(operation);
  const bodies = valid(schema) as fc.Arbitrary<Body>;
  const asRequest = (text: string): RawRequest => ({
    method: 'POST',
    target: operations[operation].path,
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: Buffer.from(text),
  });
  const asJSON = (body: unknown): RawRequest => asRequest(JSON.stringify(body));
  const good = bodies.map(asJSON);

  const spoiled = fc
    .tuple(bodies, fc.constantFrom(...mutations(schema, 'body')), fc.nat(), junk)
    .map(([body, { cause, spoil }, ...rest]) => ({
      cause,
      flaw: flawOf(operation, cause),
      request: asJSON(spoil(body, ...rest)),
    }));

  const brokenJSON = fc.tuple(bodies, fc.nat(), fc.constantFrom('', ',', '}', '"', 'x')).map(([body, cut, tail]) => {
    const text = JSON.stringify(body);
    const request = asRequest(tail ? text + tail : text.slice(0, cut % text.length));
    return { cause: 'broken JSON', flaw: 'body', request };
  });

  return fc.oneof(
    { weight: 5, arbitrary: spoiled },
    ...memberships(operation).map((one) => ({
      weight: 1,
      arbitrary: bodies.map((body) => ({ ...one, request: asJSON(one.change(body)) })),
    })),
    brokenJSON,
    badMediaTypes(good, 'application/json'),
    badCredentials(good),
  );
}

/** What a mutation of the schema is called in the contract's `x-flaw`: only the kind of an item has a name there. */
function flawOf(operation: OperationId, cause: string): string {
  const shapes = (inputs[operation] as { body: Fields }).body;
  const [name, shape] = Object.entries(shapes).find(([, { oneOfEach }]) => oneOfEach) ?? [];
  const isKind = name && new RegExp(`^body\\.${name}\\[\\]\\.${shape?.oneOfEach} (missing|unknown)$`).test(cause);
  return isKind ? `body.${name}.${shape?.oneOfEach}` : 'body';
}

interface Membership {
  readonly cause: string;
  readonly flaw: string;
  readonly change: (body: Body) => Body;
}

/** Lists that do not hold one item of each kind: said in words, not by keywords that a mutation could read. */
function memberships(operation: OperationId): Membership[] {
  const shapes = (inputs[operation] as { body: Fields }).body;
  const [name, shape] = Object.entries(shapes).find(([, { oneOfEach }]) => oneOfEach) ?? [];
  const kind = shape?.oneOfEach;
  const values = (kind && shape.items?.fields?.[kind]?.enum) || [];
  if (!name || !kind) return [];
  const [first] = values;
  const change = (how: (items: readonly Item[]) => readonly Item[]) => (body: Body) => ({
    ...body,
    [name]: how(body[name] ?? []),
  });
  return values.flatMap((value) => [
    {
      cause: `another ${value}`,
      flaw: `body.${name}.${value}`,
      change: change((items) => [...items, ...items.filter((item) => item[kind] === value)]),
    },
    {
      cause: `no ${value}`,
      flaw: `body.${name}.${value}`,
      change: change((items) => items.filter((item) => item[kind] !== value)),
    },
    {
      cause: `each a ${value}`,
      // If two things are wrong, the mock names the first kind.
      flaw: `body.${name}.${first}`,
      change: change((items) => items.map((item) => ({ ...item, [kind]: value }))),
    },
  ]);
}
