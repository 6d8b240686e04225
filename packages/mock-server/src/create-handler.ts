import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseQuery } from 'node:querystring';
import { answerCall, noSuchExample } from './answer-call.ts';
import type { Call, Prepare } from './call.ts';
import type { MockClock } from './clock.ts';
import type { Answer, Contract, Operation, OperationId } from './contract.ts';
import { allowCrossOrigin } from './cors.ts';
import type { Strike } from './fault.ts';
import type { Gate } from './gate.ts';
import { injectFault } from './inject-fault.ts';
import { originOf } from './origin.ts';
import type { RequestLog } from './request-log.ts';
import { sendAnswer } from './send-answer.ts';
import type { ServeOutput } from './serve-output.ts';

/** What answering a request takes. */
export interface HandlerParts {
  readonly contract: Contract;
  readonly gates: ReadonlyMap<Operation, Gate>;
  readonly prepare: Readonly<Record<OperationId, Prepare>>;
  readonly serveOutput: ServeOutput;
  readonly takeFault: (operation: OperationId) => Strike | undefined;
  readonly log: RequestLog;
  readonly clock: MockClock;
  readonly cors: boolean;
  readonly stateless: boolean;
}

const notFound: Answer = { status: 404, body: { error: 'not found' } };

/** The way of a request through the mock, from its first byte to its answer. */
export function createHandler(
  parts: HandlerParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { contract, gates, prepare, serveOutput, takeFault, log, clock, cors, stateless } = parts;

  async function answer(operation: Operation, call: Omit<Call, 'token'>): Promise<Answer> {
    const passed = gates.get(operation)?.(call.request.headers) ?? { token: '' };
    const found =
      'refusal' in passed
        ? passed.refusal
        : await answerCall({ ...call, ...passed }, operation, prepare[operation.id], stateless);
    return found === noSuchExample ? found : checked(operation, found);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const [fullPath = '', search] = url.split('?', 2);
    response.setHeader('date', new Date(clock.now()).toUTCString());
    if (cors && allowCrossOrigin(request, response)) return;
    if (serveOutput(request, response, fullPath)) return;
    if (!fullPath.startsWith(`${contract.basePath}/`)) return sendAnswer(response, notFound);

    const path = fullPath.slice(contract.basePath.length);
    const query = search ? firstValues(search) : {};
    const route = contract.route(method, path);
    if ('allowedMethods' in route) {
      log.add(request, { path: fullPath, query });
      return sendAnswer(response, unrouted(route.allowedMethods));
    }

    const { operation, params } = route;
    const noteBody = log.add(request, { path: fullPath, query, operation: operation.id });
    const strike = takeFault(operation.id);
    if (strike?.when === 'before') {
      return injectFault(strike.fault, response, operation, operation.preferred({}) ?? notFound);
    }
    const lateness = strike ?? { lateMs: 0, listLateMs: 0 };
    const origin = originOf(request);
    const found = await answer(operation, { request, path, params, query, origin, lateness, noteBody });
    if (strike) injectFault(strike.fault, response, operation, found);
    else sendAnswer(response, found);
  }

  return (request, response) => {
    handle(request, response).catch((error: unknown) => sendFailure(response, error));
  };
}

/** A client that hung up needs no answer; anything else is a mistake of the mock, and says so. */
function sendFailure(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) response.destroy();
  else sendAnswer(response, { status: 500, body: { error: `the mock failed: ${error}` } });
}

/** The answer, unless it breaks the contract: then an error that says how. */
function checked(operation: Operation, answer: Answer): Answer {
  const [violation] = operation.examineAnswer(answer);
  if (!violation) return answer;
  const error = `the mock's answer ${answer.status} to ${operation.id} breaks the spec: ${violation.message}`;
  return { status: 500, body: { error } };
}

function unrouted(allowedMethods: readonly string[]): Answer {
  if (allowedMethods.length === 0) return notFound;
  return {
    status: 405,
    headers: { allow: allowedMethods.join(', ') },
    body: { error: 'method not allowed' },
  };
}

/** Of a parameter that is given twice, the first counts. */
function firstValues(search: string): Record<string, string> {
  const entries = Object.entries(parseQuery(search)).map(([name, value]) => [name, [value].flat()[0] ?? '']);
  return Object.fromEntries(entries);
}
