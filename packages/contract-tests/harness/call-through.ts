import { isDeepStrictEqual } from 'node:util';
import type { OperationId } from '@chamelaion/mock-server';
import { altering } from './alter.ts';
import type { Cause } from './causes.ts';
import { type Recorded, recording } from './record.ts';
import type { Connection, Outcome, Subject } from './subject.ts';

/** What a call gave its caller, and what went over the wire for it. */
export interface Call {
  readonly subject: string;
  readonly operation: OperationId;
  readonly altered: boolean;
  readonly outcome: Outcome;
  readonly exchange: Recorded;
}

/** Calls an operation through a subject, with its one request altered if the cause says so. */
export async function callThrough(
  subject: Subject,
  operation: OperationId,
  connection: Omit<Connection, 'fetch'>,
  input: unknown,
  alter?: Cause['alter'],
): Promise<Call> {
  const exchanges: Recorded[] = [];
  const record = recording(connection.baseURL, (recorded) => exchanges.push(recorded));
  const fetch = alter ? altering(alter, record) : record;
  const outcome = await subject.call({ ...connection, fetch }, operation, input);
  const [exchange] = exchanges;
  if (!exchange || exchanges.length > 1) throw new Error(`${exchanges.length} requests instead of one`);
  return { subject: subject.name, operation, altered: alter !== undefined, outcome, exchange };
}

/** In what client, server and contract disagree about a call; empty if all is well. */
export function disagreements({ operation, altered, outcome, exchange }: Call): string[] {
  const { status, answer, objections } = exchange;
  const { request } = objections;
  const found = [...objections.answer];
  if (exchange.operation !== operation) found.push(`the request went to ${exchange.operation}`);
  if (outcome.status !== status || !isDeepStrictEqual(outcome.body, answer)) {
    const [given, sent] = [JSON.stringify(outcome.body), JSON.stringify(answer)];
    found.push(`the caller was given ${outcome.status} ${given} for ${status} ${sent}`);
  }
  if (!altered) found.push(...request);
  if (status === 400 && request.length === 0) found.push('answered 400, though it keeps the contract');
  if (status !== 400 && status !== 401 && request.length > 0)
    found.push(`answered ${status}, though it breaks the contract: ${request}`);
  return found;
}
