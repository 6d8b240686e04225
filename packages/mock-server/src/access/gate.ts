import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, Operation } from '../contract/contract.ts';
import type { MockClock } from '../jobs/clock.ts';
import { readCredential } from './credential.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { testTokens } from './test-tokens.ts';

/** Who may pass, and whose token it is. */
export type Gate = (headers: IncomingHttpHeaders) => { readonly token: string } | { readonly refusal: Answer };

export interface GateParts {
  readonly apiKeys: readonly string[];
  readonly rateLimiter: RateLimiter;
  readonly clock: MockClock;
}

/** Authentication first, then the state of the service, then the rate limit. */
export function createGate(operation: Operation, { apiKeys, rateLimiter, clock }: GateParts): Gate {
  if (!operation.secured) return () => ({ token: '' });

  const invalidToken = operation.example(401, 'invalid-token');
  const refusedTokens = new Map<string, Answer>([
    [testTokens.invalid, invalidToken],
    [testTokens.unauthorized, operation.example(401, 'unauthorized')],
    [testTokens.broken, operation.example(500, 'internal-error')],
  ]);
  const limited = operation.declares(429) ? operation.example(429, 'rate-limit-exceeded') : undefined;
  if (limited) refusedTokens.set(testTokens.limited, limited);
  // Only what makes jobs is limited, and only that answers 412.
  const countsRequests = operation.declares(412);
  const knownTokens = new Set([...apiKeys, ...Object.values(testTokens)]);

  return (headers) => {
    const credential = readCredential(headers);
    if ('flaw' in credential) return { refusal: operation.example(401, credential.flaw) };
    const { token } = credential;
    if (apiKeys.length > 0 && !knownTokens.has(token)) return { refusal: invalidToken };
    const refusal = refusedTokens.get(token);
    if (refusal) return { refusal };
    const waitSeconds = countsRequests ? rateLimiter.take(token, clock.now()) : 0;
    if (limited && waitSeconds > 0) {
      return { refusal: { ...limited, headers: { ...limited.headers, 'retry-after': String(waitSeconds) } } };
    }
    return { token };
  };
}
