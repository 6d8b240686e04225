/**
 * Tokens that make the mock answer as the API does in trouble; they work beside any configured keys.
 *
 * @example
 * ```ts
 * import { startMockServer, testTokens } from '@chamelaion/mock-server';
 *
 * const mock = await startMockServer();
 * const response = await fetch(`${mock.url}/v1/users/me`, { headers: { 'x-api-key': testTokens.broken } });
 * console.log(response.status); // 500
 * await mock.close();
 * ```
 */
export const testTokens = {
  invalid: 'mock_invalid',
  unauthorized: 'mock_unauthorized',
  exhausted: 'mock_exhausted',
  limited: 'mock_limited',
  broken: 'mock_broken',
} as const;
