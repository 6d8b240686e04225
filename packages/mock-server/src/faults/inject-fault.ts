import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Answer, Operation } from '../contract/contract.ts';
import { sendAnswer, sendText } from '../http/send-answer.ts';
import type { Fault, FaultAnswer } from './fault.ts';

/** Ruins the answer of a request. `answer` is the right one, if the request got that far. */
export function injectFault(fault: Fault, response: ServerResponse, operation: Operation, answer: Answer): void {
  if (typeof fault === 'object') sendFaultAnswer(fault, response, operation);
  else injections[fault](response, answer);
}

type Injection = (response: ServerResponse, answer: Answer) => void;

const injections: Record<Exclude<Fault, FaultAnswer>, Injection> = {
  // The request's: a pipelined answer has no socket before its turn comes.
  reset: (response) => response.req.socket.resetAndDestroy(),
  stall: () => {},
  'stall-body': (response, answer) => writeHalf(response, answer),
  truncate: (response, answer) => writeHalf(response, answer, () => response.destroy()),
  empty: (response) => sendText(response, 200, { 'content-type': 'application/json' }, ''),
  html: (response) => sendText(response, 200, { 'content-type': 'text/html' }, '<html><body>Welcome</body></html>'),
  late: sendAnswer,
};

function sendFaultAnswer(fault: FaultAnswer, response: ServerResponse, operation: Operation): void {
  const { status, headers, body } = fault;
  const documented = operation.declares(status) ? operation.preferred({ code: status }) : undefined;
  const replacement = body ?? documented?.body ?? { error: (STATUS_CODES[status] ?? 'error').toLowerCase() };
  const text = typeof replacement === 'string' ? replacement : JSON.stringify(replacement);
  sendText(response, status, { 'content-type': 'application/json', ...documented?.headers, ...headers }, text);
}

function writeHalf(response: ServerResponse, answer: Answer, done?: () => void): void {
  const text = JSON.stringify(answer.body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(answer.status, headers);
  response.write(text.slice(0, text.length / 2), done);
}
