import type { Call, Prepare } from './call.ts';
import type { Answer, Operation } from './contract.ts';
import type { Gate } from './gate.ts';
import { readPreference } from './preference.ts';

/** Finds the answer to a call that was routed. */
export type AnswerCall = (call: Omit<Call, 'token'>) => Promise<Answer>;

export interface AnswerParts {
  readonly gate: Gate;
  readonly prepare: Prepare;
  readonly stateless: boolean;
}

/** No answer of the API, so the contract has no say in it. */
const noSuchExample: Answer = { status: 404, body: { error: 'the spec has no such example' } };

/** The gate first, then what the operation has to say against the call, then its answer, or the preferred one. */
export function createAnswerCall(operation: Operation, parts: AnswerParts): AnswerCall {
  const { gate, prepare, stateless } = parts;

  return async (call) => {
    const passed = gate(call.request.headers);
    if ('refusal' in passed) return checked(operation, passed.refusal);
    const prepared = await prepare({ ...call, token: passed.token });
    if (typeof prepared !== 'function') return checked(operation, prepared);
    const preference = readPreference(call.request.headers['prefer']);
    if (!preference && !stateless) return checked(operation, prepared());
    const example = operation.preferred(preference ?? {});
    return example ? checked(operation, example) : noSuchExample;
  };
}

/** The answer, unless it breaks the contract: then an error that says how. */
function checked(operation: Operation, answer: Answer): Answer {
  const [violation] = operation.examineAnswer(answer);
  if (!violation) return answer;
  const error = `the mock's answer ${answer.status} to ${operation.id} breaks the spec: ${violation.message}`;
  return { status: 500, body: { error } };
}
