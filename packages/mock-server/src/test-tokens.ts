/** Tokens that make the mock answer as the API does in trouble; they work beside any configured keys. */
export const testTokens = {
  invalid: 'mock_invalid',
  unauthorized: 'mock_unauthorized',
  exhausted: 'mock_exhausted',
  limited: 'mock_limited',
  broken: 'mock_broken',
} as const;
