import type { Gate } from '../access/gate.ts';
import type { Answer, Operation } from '../contract/contract.ts';
import { readPreference } from '../contract/preference.ts';
import type { Call, Check } from './call.ts';

/** Finds the answer to a call that was routed. */
export type AnswerCall = (call: Omit<Call, 'token'>) => Promise<Answer>;

export interface AnswerParts {
  readonly gate: Gate;
  readonly check: Check;
  readonly stateless: boolean;
}

/** No answer of the API, so the contract has no say in it. */
const noSuchExample: Answer = { status: 404, body: { error: 'the spec has no such example' } };

/** The gate first, then what the operation has to say against the call, then its answer, or the preferred one. */
export function createAnswerCall(operation: Operation, parts: AnswerParts): AnswerCall {
  const { gate, check, stateless } = parts;

  return async (call) => {
    const passed = gate(call.request.headers);
    if ('refusal' in passed) return examined(operation, passed.refusal);
    const checked = await check({ ...call, token: passed.token });
    if (typeof checked !== 'function') return examined(operation, checked);
    const preference = readPreference(call.request.headers['prefer']);
    if (!preference && !stateless) return examined(operation, checked());
    const example = operation.preferred(preference ?? {});
    return example ? examined(operation, example) : noSuchExample;
  };
}

/** The answer, unless it breaks the contract: then an error that says how. */
function examined(operation: Operation, answer: Answer): Answer {
  const [violation] = operation.examineAnswer(answer);
  if (!violation) return answer;
  const error = `the mock's answer ${answer.status} to ${operation.id} breaks the spec: ${violation.message}`;
  return { status: 500, body: { error } };
}
