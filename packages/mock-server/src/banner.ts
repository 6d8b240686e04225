import { testTokens } from './test-tokens.ts';

/** What a person who starts the mock on a terminal wants to know. */
export function banner(url: string): string {
  return `
  Chamelaion mock server

  listening on ${url}

  Any token works. These make it answer as the API does in trouble:
    ${testTokens.invalid}, ${testTokens.unauthorized}   401
    ${testTokens.exhausted}                  412 on generation
    ${testTokens.limited}                    429
    ${testTokens.broken}                     500

  Try:
    curl ${url}/v1/lipsync/requests -H 'Authorization: Bearer any'

  Stop with Ctrl-C.

`;
}
