import type { IncomingHttpHeaders } from 'node:http';

/** A token, or the name of the documented answer to its absence. */
export type Credential =
  | { readonly token: string }
  | { readonly flaw: 'missing-authorization-header' | 'invalid-authorization-format' | 'missing-token' };

/** Reads the token of a request; `Authorization`, the recommended header, comes before `x-api-key`. */
export function readCredential(headers: IncomingHttpHeaders): Credential {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization) return readBearer(authorization);
  if (typeof apiKey !== 'string') return { flaw: 'missing-authorization-header' };
  return apiKey === '' ? { flaw: 'missing-token' } : { token: apiKey };
}

function readBearer(authorization: string): Credential {
  const [scheme] = authorization.trim().split(/\s/, 1);
  if (scheme?.toLowerCase() !== 'bearer') return { flaw: 'invalid-authorization-format' };
  // A token may hold spaces: what follows is taken as it is.
  const token = authorization.trim().slice('bearer'.length).trim();
  return token ? { token } : { flaw: 'missing-token' };
}
