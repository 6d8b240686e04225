import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationId } from '@chamelaion/spec/operations';
import type { Answer, Contract } from './contract/contract.ts';
import { faultName, type Strike } from './faults/fault.ts';
import { injectFault } from './faults/inject-fault.ts';
import { allowCrossOrigin } from './http/cors.ts';
import { originOf } from './http/origin.ts';
import type { RequestLog } from './http/request-log.ts';
import { readTarget } from './http/request-target.ts';
import { sendAnswer } from './http/send-answer.ts';
import type { MockClock } from './jobs/clock.ts';
import type { AnswerCall } from './operations/answer-call.ts';
import type { ServeOutput } from './serve-output.ts';
import type { ServePage } from './serve-page.ts';

/** What answering a request takes. */
export interface HandlerParts {
  readonly contract: Contract;
  readonly answers: ReadonlyMap<OperationId, AnswerCall>;
  readonly servePage: ServePage;
  readonly serveOutput: ServeOutput;
  readonly takeFault: (operation: OperationId) => Strike | undefined;
  readonly log: RequestLog;
  readonly clock: MockClock;
  readonly cors: boolean;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const notFound: Answer = { status: 404, body: { error: 'not found' } };
const inTime = { lateMs: 0, listLateMs: 0 };

/** The way of a request through the mock, from its first byte to its answer. */
export function createHandler(parts: HandlerParts): Handler {
  const { contract, answers, servePage, serveOutput, takeFault, log, clock, cors } = parts;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path: fullPath, query } = readTarget(request.url ?? '');
    const at = clock.now();
    response.setHeader('date', new Date(at).toUTCString());
    // Before any header that lets other origins read the answer.
    const page = servePage(request, response, fullPath);
    if (page) return page;
    if (cors && allowCrossOrigin(request, response)) return;
    if (serveOutput(request, response, fullPath)) return;
    if (!fullPath.startsWith(`${contract.basePath}/`)) return sendAnswer(response, notFound);

    const path = fullPath.slice(contract.basePath.length);
    const route = contract.route(request.method ?? '', path);
    if ('allowedMethods' in route) {
      log.add(request, response, { path: fullPath, query, at });
      return sendAnswer(response, unrouted(route.allowedMethods));
    }

    const { operation, params } = route;
    const strike = takeFault(operation.id);
    const fault = strike && { fault: faultName(strike.fault) };
    const noteBody = log.add(request, response, { path: fullPath, query, at, operation: operation.id, ...fault });
    if (strike?.when === 'before') {
      return injectFault(strike.fault, response, operation, operation.preferred({}) ?? notFound);
    }
    const [origin, lateness] = [originOf(request), strike ?? inTime];
    const call = { request, path, params, query, origin, lateness, noteBody };
    const answer = await (answers.get(operation.id) as AnswerCall)(call);
    if (strike) injectFault(strike.fault, response, operation, answer);
    else sendAnswer(response, answer);
  }

  return (request, response) => {
    handle(request, response).catch((error: unknown) => sendFailure(response, error));
  };
}

function unrouted(allowedMethods: readonly string[]): Answer {
  if (allowedMethods.length === 0) return notFound;
  return { status: 405, headers: { allow: allowedMethods.join(', ') }, body: { error: 'method not allowed' } };
}

/** A client that hung up needs no answer; anything else is a mistake of the mock, and says so. */
function sendFailure(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) response.destroy();
  else sendAnswer(response, { status: 500, body: { error: `the mock failed: ${error}` } });
}
