declare const process: { readonly env: Readonly<Record<string, string | undefined>> } | undefined;

/** The environment variables of the official SDKs. */
export type EnvironmentVariable =
  | 'CHAMELAION_API_KEY'
  | 'CHAMELAION_BEARER_TOKEN'
  | 'CHAMELAION_BASE_URL'
  | 'CHAMELAION_CUSTOM_HEADERS';

/** Reads the environment, which nothing else does: undefined if there is none, or if it may not be read. */
export function readEnvironment(name: EnvironmentVariable): string | undefined {
  try {
    // By name at run time: bundlers write `process.env.X` into the browser's bundle, key and all.
    return (typeof process === 'undefined' ? undefined : process.env[name]) || undefined;
  } catch {
    return undefined; // Deno without --allow-env
  }
}

/** True on a web page and in its workers: whatever the client holds there, visitors can read. */
export function runsInBrowser(): boolean {
  return ('window' in globalThis && 'document' in globalThis) || 'importScripts' in globalThis;
}

/** True in React Native. */
export const isNative: boolean = globalThis.navigator?.product === 'ReactNative';

/** What the runtime's `fetch` can do. */
export interface FetchTraits {
  /** Takes the option `cache`. Cloudflare's older workers throw at it, and others have another use for it. */
  readonly knowsCache: boolean;
  /** Sends streams that must not be redirected, and iterables. Browsers, Cloudflare's workers and React Native do not. */
  readonly streams: boolean;
}

/** Asks the runtime what its `fetch` can do. */
export function fetchTraits(): FetchTraits {
  return { knowsCache: 'Request' in globalThis && 'cache' in Request.prototype, streams: sendsStreams() };
}

function sendsStreams(): boolean {
  if (runsInBrowser() || !('ReadableStream' in globalThis)) return false;
  try {
    const iterable = { async *[Symbol.asyncIterator]() {} } as unknown as BodyInit;
    const init = { method: 'POST', body: iterable, duplex: 'half', redirect: 'error' };
    const { redirect, headers } = new Request('http://localhost', init as RequestInit);
    // What became a text has the type of one.
    return redirect === 'error' && !headers.has('content-type');
  } catch {
    return false;
  }
}
