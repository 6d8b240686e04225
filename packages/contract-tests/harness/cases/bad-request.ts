import fc from 'fast-check';
import type { RawRequest } from './as-curl.ts';

/** A request with one thing wrong. */
export interface BadRequest {
  readonly cause: string;
  /** What the contract's `x-flaw` calls it; for a credential, the name of the documented error. */
  readonly flaw: string;
  readonly request: RawRequest;
}

/** Values that are no credentials, in a request that has nothing else wrong. */
export function badCredentials(good: fc.Arbitrary<RawRequest>): fc.Arbitrary<BadRequest> {
  const schemes = fc.stringMatching(/^[a-z]{1,8} [a-z]{1,8}$/).filter((text) => !text.startsWith('bearer '));
  const flaw = fc.oneof(
    fc.constant({ cause: 'no credential', flaw: 'missing-authorization-header', authorization: undefined }),
    fc
      .constantFrom('Bearer', 'Bearer ', 'bearer')
      .map((authorization) => ({ cause: 'no token', flaw: 'missing-token', authorization })),
    fc
      .oneof(schemes, fc.constantFrom('Basic dXNlcjpwYXNz', 'a-token-alone'))
      .map((authorization) => ({ cause: 'another scheme', flaw: 'invalid-authorization-format', authorization })),
  );
  return fc.tuple(good, flaw).map(([request, { authorization, ...flaw }]) => {
    const { authorization: _, ...headers } = request.headers;
    return { ...flaw, request: { ...request, headers: authorization ? { ...headers, authorization } : headers } };
  });
}

/** Media types that are not `right`, in a request that has nothing else wrong. */
export function badMediaTypes(good: fc.Arbitrary<RawRequest>, right: string): fc.Arbitrary<BadRequest> {
  const types = fc
    .oneof(
      fc.constantFrom('application/json', 'text/plain;charset=UTF-8', 'multipart/form-data; boundary=b', `${right}p`),
      fc.stringMatching(/^[a-z]{1,9}\/[a-z][a-z.+-]{0,9}$/),
      fc.constant(undefined),
    )
    .filter((type) => type?.split(';', 1)[0] !== right);
  return fc.tuple(good, types).map(([request, type]) => {
    const { 'content-type': _, ...headers } = request.headers;
    return {
      cause: 'another media type',
      flaw: 'content-type',
      request: { ...request, headers: type ? { ...headers, 'content-type': type } : headers },
    };
  });
}
