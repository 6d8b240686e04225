import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MockServer, OperationId } from '@chamelaion/mock-server';
import { inject } from 'vitest';
import { type Call, disagreements } from './call-through.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run's observations. */
    observations: string;
  }
}

/** An answer that reached the caller of a subject as the mock had sent it. */
export interface Observation {
  readonly subject: string;
  readonly operation: OperationId;
  readonly status: number;
  readonly requestType: string;
  readonly answerType: string;
  readonly body: unknown;
  /** Whether the request was altered on its way. */
  readonly altered: boolean;
}

/** Notes a call for the matrix; throws unless the mock had the request, and all agree on it and its answer. */
export function observe(call: Call, mock: MockServer): void {
  const { subject, operation, altered, exchange } = call;
  const received = mock.requests.at(-1)?.operation;
  const against = disagreements(call);
  if (received !== operation) against.push(`the mock received ${received}`);
  if (against.length > 0) throw new Error(`${operation} through ${subject}: ${against.join('; ')}`);
  const { status, headers, answerHeaders, answer } = exchange;
  const observation: Observation = {
    subject,
    operation,
    status,
    requestType: mediaType(headers['content-type']),
    answerType: mediaType(answerHeaders['content-type']),
    body: answer,
    altered,
  };
  // A file for each worker, because they write at the same time.
  appendFileSync(join(inject('observations'), `${process.pid}.jsonl`), `${JSON.stringify(observation)}\n`);
}

/** What all workers of this run have observed so far. */
export function readObservations(): Observation[] {
  const folder = inject('observations');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
  return lines.map((line) => JSON.parse(line) as Observation);
}

const mediaType = (header = ''): string => header.split(';', 1)[0]?.trim() ?? '';
