import { ChamelaionError } from '../errors.ts';
import { type CallLimits, type ResolvedLimits, resolveLimits, type SubmitLimits } from './call-options.ts';
import { isNative, readEnvironment, runsInBrowser } from './environment.ts';
import { type HeadersLike, headerEntries, headerValue } from './headers.ts';
import { isURL } from './is-url.ts';
import { createLog, type Log, type Logger, type LogLevel } from './log.ts';

/** A `fetch`, as every runtime has it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * How a client reaches the API and who it is. All are optional; what is set here wins over the environment.
 *
 * @example
 * ```ts
 * import Chamelaion, { type ClientOptions } from '@chamelaion/client';
 *
 * const options: ClientOptions = { apiKey: process.env['CHAMELAION_API_KEY'], environment: 'staging' };
 * const client = new Chamelaion(options);
 * ```
 */
export interface ClientOptions extends CallLimits, SubmitLimits {
  /**
   * The API key, sent as `x-api-key`. `null` sends none, whatever the environment holds.
   * @default the environment variable CHAMELAION_API_KEY
   */
  apiKey?: string | null | undefined;
  /**
   * The same token, sent as `Authorization: Bearer`. If both are set, both are sent.
   * @default the environment variable CHAMELAION_BEARER_TOKEN
   */
  bearerToken?: string | null | undefined;
  /**
   * The URL of the API: an absolute http(s) URL, or for a page a path on its own host. Excludes `environment`.
   * @default the environment variable CHAMELAION_BASE_URL, then the URL of `environment`
   */
  baseURL?: string | null | undefined;
  /**
   * Which of the vendor's servers to talk to. Excludes `baseURL`.
   * @default 'production'
   */
  environment?: Environment | undefined;
  /**
   * Headers for every request; `null` takes one away.
   * @default the environment variable CHAMELAION_CUSTOM_HEADERS: lines of `Name: value`
   */
  defaultHeaders?: HeadersLike | undefined;
  /**
   * Sends the requests. Looked up anew for each of them, so that later patches of the global one count.
   * @default globalThis.fetch
   */
  fetch?: Fetch | undefined;
  /**
   * Takes the log lines. They never hold headers or bodies.
   * @default console
   */
  logger?: Logger | undefined;
  /**
   * The most talkative level that is logged.
   * @default 'warn'
   */
  logLevel?: LogLevel | undefined;
  /**
   * Allows credentials in a browser, in which every visitor can read them. Only for tools that you alone open.
   * @default false
   */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** The vendor's servers. */
export type Environment = 'production' | 'staging';

const environments: Readonly<Record<Environment, string>> = {
  production: 'https://api.chamelaion.com/api',
  staging: 'https://api.dev.chamelaion.com/api',
};

/** Options as the wiring needs them: checked, defaulted, and with the credentials among the headers. */
export interface ResolvedOptions {
  readonly baseURL: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Is `baseURL` a path, outside of any page? */
  readonly needsPage: boolean;
  /** False for a page or an app that talks to a proxy, which adds the key. */
  readonly needsCredential: boolean;
  readonly fetch: Fetch;
  readonly limits: ResolvedLimits;
  readonly log: Log;
}

/** Checks the options, fills them from the environment, and names the field that is wrong. */
export function resolveOptions(options: ClientOptions = {}): ResolvedOptions {
  const limits = resolveLimits(options);
  const { fetch, logger, logLevel } = options;
  const apiKey = credential(options, 'apiKey', 'CHAMELAION_API_KEY');
  const bearerToken = credential(options, 'bearerToken', 'CHAMELAION_BEARER_TOKEN');
  if ((apiKey || bearerToken) && runsInBrowser() && !options.dangerouslyAllowBrowser) {
    throw new ChamelaionError(
      'A key in a browser can be read by every visitor: keep it on your server, behind a proxy, and set baseURL to that. ' +
        'For a page that only you open: dangerouslyAllowBrowser: true',
    );
  }
  const baseURL = resolveBaseURL(options);
  return {
    baseURL,
    needsPage: baseURL.startsWith('/') && pageURL() === undefined,
    headers: resolveHeaders(options, apiKey, bearerToken),
    needsCredential: !(options.baseURL && (runsInBrowser() || isNative)),
    fetch: fetch ?? globalFetch,
    limits,
    log: createLog(logger, logLevel),
  };
}

/** The runtime's own, looked up at each call: tests and tracers replace it. */
const globalFetch: Fetch = (url, init) => {
  if (typeof globalThis.fetch === 'function') return globalThis.fetch(url, init);
  throw new ChamelaionError('This runtime has no fetch: pass one as the option fetch; nothing was sent');
};

function credential(
  options: ClientOptions,
  field: 'apiKey' | 'bearerToken',
  variable: 'CHAMELAION_API_KEY' | 'CHAMELAION_BEARER_TOKEN',
): string | undefined {
  const given = options[field];
  const value = given === undefined ? readEnvironment(variable) : given;
  if (value === undefined || value === null) return undefined;
  return headerValue(value, given === undefined ? variable : field) || undefined;
}

function resolveHeaders(
  { defaultHeaders }: ClientOptions,
  apiKey: string | undefined,
  bearerToken: string | undefined,
): Record<string, string> {
  // What is set in code wins over the environment, whichever way the environment says it.
  const credentials: [string, string | null][] = [];
  if (bearerToken) credentials.push(['authorization', `Bearer ${bearerToken}`]);
  if (apiKey) credentials.push(['x-api-key', apiKey]);
  const own = headerEntries(defaultHeaders, 'defaultHeaders');
  const headers: Record<string, string> = {};
  for (const [name, value] of [...environmentHeaders(), ...credentials, ...own]) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return headers;
}

function environmentHeaders(): [string, string | null][] {
  const lines = readEnvironment('CHAMELAION_CUSTOM_HEADERS')?.split('\n') ?? [];
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const colon = line.indexOf(':');
    const field = `CHAMELAION_CUSTOM_HEADERS, line ${index + 1},`;
    if (colon < 1) throw new ChamelaionError(`${field} must be "Name: value"`);
    return headerEntries({ [line.slice(0, colon).trim()]: line.slice(colon + 1) }, field);
  });
}

function pageURL(): string | undefined {
  return (globalThis as { location?: { href: string } }).location?.href;
}

function resolveBaseURL({ baseURL: given, environment }: ClientOptions): string {
  const field = given === undefined ? 'CHAMELAION_BASE_URL' : 'baseURL';
  const baseURL = given === undefined ? readEnvironment('CHAMELAION_BASE_URL') : given;
  if (baseURL === undefined || baseURL === null) return environments[environment ?? 'production'];
  if (environment !== undefined) {
    throw new ChamelaionError(`environment and ${field} both name the API; drop one, or set baseURL: null`);
  }
  if (typeof baseURL !== 'string') throw new ChamelaionError(`${field} must be a string`);
  // A page that is rendered on a server also creates its client there; only its requests need a host.
  const page = pageURL() ?? (baseURL.startsWith('/') ? 'http://page' : undefined);
  const url = isURL(baseURL, page) ? new URL(baseURL, page) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ChamelaionError(`${field} must be an absolute http(s) URL, such as ${environments.production}`);
  }
  // A bare ? or # has neither query nor fragment, but would swallow the path.
  if (url.username || url.password || /[?#]/.test(baseURL)) {
    throw new ChamelaionError(`${field} must not hold a user name, a password, a query or a fragment`);
  }
  return baseURL.trim().replace(/\/+$/, '');
}
