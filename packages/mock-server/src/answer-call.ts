import type { Call, Prepare } from './call.ts';
import type { Answer, Operation } from './contract.ts';
import { readPreference } from './preference.ts';
import { testTokens } from './test-tokens.ts';

/** The answer to a call that was let through the gate. */
export async function answerCall(
  call: Call,
  operation: Operation,
  prepare: Prepare,
  stateless: boolean,
): Promise<Answer> {
  const prepared = await prepare(call);
  if (typeof prepared !== 'function') return prepared;

  const preference = readPreference(call.request.headers['prefer']);
  if (preference || stateless) return operation.preferred(preference ?? {}) ?? noSuchExample;
  if (call.token === testTokens.exhausted && operation.declares(412)) {
    return operation.documented(412, 'token-limit-reached');
  }
  return prepared();
}

/** No answer of the API, so the contract has no say in it. */
export const noSuchExample: Answer = { status: 404, body: { error: 'the spec has no such example' } };
