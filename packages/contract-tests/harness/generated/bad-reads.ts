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

const ids = (valid(inputSchema('lipsync.requests.retrieve')) as fc.Arbitrary<{ id: string }>)
  .map(({ id }) => encodeURIComponent(id))
  // These are other paths.
  .filter((id) => !/^\.{1,2}$/.test(decodeURIComponent(id)));
const brokenEscapes = fc.oneof(
  fc.stringMatching(/^[a-z]{0,5}%([g-z][0-9a-z]?|[0-9a-f])?$/),
  fc.constantFrom('%ff', '%c3', 'a%e2%82b'),
);

/** Reads of requests that nobody made, and reads without a credential. */
export const badRetrievals: fc.Arbitrary<BadRequest> = fc.oneof(
  ids.map((id) => ({ cause: 'nobody has this id', request: asRequest(`/v1/lipsync/requests/${id}`) })),
  brokenEscapes.map((id) => ({ cause: 'a broken escape', request: asRequest(`/v1/lipsync/requests/${id}`) })),
  badCredentials(ids.map((id) => asRequest(`/v1/lipsync/requests/${id}`))),
);

const queries = valid(inputSchema('lipsync.requests.list')) as fc.Arbitrary<Record<string, unknown>>;
const asList = (query: Record<string, unknown>): RawRequest =>
  asRequest(`/v1/lipsync/requests?${new URLSearchParams(query as Record<string, string>)}`);

const notWhole = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 99 })).map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}1`),
  fc.integer({ max: -1 }).map(String),
);
const badNumbers = (name: string, values: fc.Arbitrary<string>) =>
  fc.tuple(queries, values).map(([query, value]) => ({
    cause: `bad ${name}`,
    request: asList({ ...query, [name]: value }),
  }));

/** Lists with a number out of bounds, and lists without a credential. */
export const badLists: fc.Arbitrary<BadRequest> = fc.oneof(
  badNumbers('limit', fc.oneof(notWhole, fc.constant('0'))),
  badNumbers('offset', notWhole),
  badCredentials(queries.map(asList)),
);
