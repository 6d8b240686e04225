import { testTokens } from '../access/test-tokens.ts';
import { isLoopback } from '../http/loopback.ts';
import type { ResolvedOptions } from '../options.ts';

const tokenLines = [
  [testTokens.invalid, '401 invalid token'],
  [testTokens.unauthorized, '401 unauthorized'],
  [testTokens.exhausted, '412 on generation'],
  [testTokens.limited, '429 on generation, retrieve and list'],
  [testTokens.broken, '500'],
].map(([token = '', effect]) => `    ${token.padEnd(20)}${effect}`);

/** What a person who starts the mock on a terminal wants to know; `hasKeys` when only certain tokens work. */
export function banner(url: string, hasKeys: boolean, page: ResolvedOptions['page']): string {
  const { hostname, origin } = new URL(url);
  const hasPage = page === 'any' || (page === 'loopback' && isLoopback(hostname));
  return `
  Chamelaion mock server

  listening on ${url}
${hasPage ? `  to see in a browser: ${origin}/\n` : ''}
  ${hasKeys ? 'Only the given keys work.' : 'Any token works.'} These make it answer as the API does in trouble:
${tokenLines.join('\n')}

  Try:
    curl ${url}/v1/lipsync/requests -H 'Authorization: Bearer ${hasKeys ? '<key>' : 'any'}'

  Stop with Ctrl-C.

`;
}
