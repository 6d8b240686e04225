import type { ServerResponse } from 'node:http';
import type { Answer } from '../contract/contract.ts';

/** Sends an answer of the API. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  sendText(response, status, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
}

/** Sends any text; a client that is gone already is no error. */
export function sendText(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
