import type { IncomingMessage } from 'node:http';
import type { Answer } from '../contract/contract.ts';
import type { NoteBody } from '../http/request-log.ts';
import type { Lateness } from '../jobs/job.ts';

/** One request that was routed and let through the gate. */
export interface Call {
  readonly request: IncomingMessage;
  /** Relative to the contract's base path. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly token: string;
  /** Scheme and authority by which the client reached the mock. */
  readonly origin: string;
  /** How late a job that this call makes shows up. */
  readonly lateness: Lateness;
  readonly noteBody: NoteBody;
}

/** A refusal, or what is left to do for a request in which nothing is wrong. */
export type Checked = Answer | (() => Answer);

/** Checks a call, and changes no state while doing so. */
export type Check = (call: Call) => Checked | Promise<Checked>;
