import type { CallSettings } from '../options/call-options.ts';

/** A call as it enters: what stays the same over all its attempts. */
export interface Call {
  /** Its name in the contract, if it comes from there. */
  readonly operation?: string | undefined;
  readonly method: 'GET' | 'POST';
  /** As the contract has it. */
  readonly path: string;
  readonly params?: { readonly path?: object | undefined; readonly query?: object | undefined } | undefined;
  readonly body?: Payload | undefined;
  /** The member that a success lives by: a text, or a list. */
  readonly answer?: string | undefined;
  /** Needs no credential, and gets none. */
  readonly open?: boolean | undefined;
  readonly settings: CallSettings;
}

/** A body as it is sent. */
export type Payload = string | Blob | FormData;

/** A success of the API, and the answer that it came in. */
export interface Answer<T = object> {
  readonly data: T;
  readonly response: Response;
  /** The body, as it was read. */
  readonly text: string;
}

/** How far the attempts of a call have come. */
export interface Progress {
  /** How often it was sent again, rate limits not counted. */
  readonly retries: number;
  /** How often it met a rate limit. */
  readonly limits: number;
  /** Milliseconds spent waiting for rate limits. */
  readonly waited: number;
}

/** That of a call that was not sent yet. */
export const noProgress: Progress = { retries: 0, limits: 0, waited: 0 };

/** What the attempts of a call came to. */
export type Outcome =
  | { readonly answer: Answer; readonly failure?: never; readonly progress: Progress }
  | { readonly answer?: never; readonly failure: unknown; readonly progress: Progress };
