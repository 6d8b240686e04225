/** What a runtime does for good or bad, whatever the client; cases expect it if it shows. */
export interface Traits {
  /** Its errors tell a refused connection from a broken one. */
  readonly tellsRefusal: boolean;
  /** Its network layer sends a POST again by itself after a 421, and when a reused connection breaks. */
  readonly sendsAgain: boolean;
  /** It takes a request's body bit by bit. */
  readonly showsProgress: boolean;
  /** It makes files of bytes, and knows streams. */
  readonly makesFiles: boolean;
  /** Its network layer follows redirects by itself, whatever it is told. */
  readonly followsRedirects: boolean;
  /** Its signals keep their reason. */
  readonly keepsReasons: boolean;
  /** Its users can read every key. */
  readonly isBrowser: boolean;
}

/** The kinds of runtime that cases run on. */
export type RuntimeKind = 'node' | 'bun' | 'deno' | 'workerd' | 'page' | 'web worker' | 'react native';

const web = { sendsAgain: false, showsProgress: false, makesFiles: true, followsRedirects: false, keepsReasons: true };
const server: Traits = { ...web, tellsRefusal: true, showsProgress: true, isBrowser: false };
// Every failure is a "Failed to fetch", so that pages cannot scan networks.
const browser: Traits = { ...web, tellsRefusal: false, sendsAgain: true, isBrowser: true };

export const traitsOf: Readonly<Record<RuntimeKind, Traits>> = {
  node: server,
  bun: server,
  // It would send strings and bytes again, but not a Blob.
  deno: server,
  // Every broken connection is a "Network connection lost"; a body taken bit by bit loses its Content-Length.
  workerd: { ...web, tellsRefusal: false, isBrowser: false },
  page: browser,
  'web worker': browser,
  // Every failure is a "Network request failed".
  'react native': {
    ...web,
    tellsRefusal: false,
    isBrowser: false,
    makesFiles: false,
    followsRedirects: true,
    keepsReasons: false,
  },
};
