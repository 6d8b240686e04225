/** What a runtime does for good or bad, whatever the client; cases expect it if it shows. */
export interface Traits {
  /** Its errors tell a refused connection from a broken one. */
  readonly tellsRefusal: boolean;
  /** Its network layer sends a POST again by itself after a 421, and when a reused connection breaks. */
  readonly sendsAgain: boolean;
  /** It takes a request's body bit by bit. */
  readonly showsProgress: boolean;
  /** Its users can read every key. */
  readonly isBrowser: boolean;
}

/** The kinds of runtime that cases run on. */
export type RuntimeKind = 'node' | 'bun' | 'deno' | 'workerd' | 'page' | 'web worker';

export const traitsOf: Readonly<Record<RuntimeKind, Traits>> = {
  node: { tellsRefusal: true, sendsAgain: false, showsProgress: true, isBrowser: false },
  bun: { tellsRefusal: true, sendsAgain: false, showsProgress: true, isBrowser: false },
  // It would send strings and bytes again, but not a Blob.
  deno: { tellsRefusal: true, sendsAgain: false, showsProgress: true, isBrowser: false },
  // Every broken connection is a "Network connection lost"; a body taken bit by bit loses its Content-Length.
  workerd: { tellsRefusal: false, sendsAgain: false, showsProgress: false, isBrowser: false },
  // Every failure is a "Failed to fetch", so that pages cannot scan networks.
  page: { tellsRefusal: false, sendsAgain: true, showsProgress: false, isBrowser: true },
  'web worker': { tellsRefusal: false, sendsAgain: true, showsProgress: false, isBrowser: true },
};
