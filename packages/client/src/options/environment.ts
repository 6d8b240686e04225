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

/** False if `fetch` may throw at the option `cache`, as in Cloudflare's older workers, or has another use for it. */
export function knowsCache(): boolean {
  return 'Request' in globalThis && 'cache' in Request.prototype;
}

/** False if `fetch` sends no stream, or none that must not be redirected: in browsers, and in Cloudflare's workers. */
export function streamsUploads(): boolean {
  if (runsInBrowser()) return false;
  try {
    return new Request('http://localhost', { redirect: 'error' }).redirect === 'error';
  } catch {
    return false;
  }
}
