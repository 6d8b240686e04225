import type { FaultCampaign } from './faults/fault.ts';
import { requireBoolean, requireInteger, requireNumber, requireOneOf, requireText } from './require-option.ts';

/** What `startMockServer` can be told. */
export interface MockServerOptions {
  /** TCP port; 0 takes a free one. @default 0 */
  port?: number | undefined;
  /** Address to listen on. @default '127.0.0.1' */
  host?: string | undefined;
  /** The tokens that are accepted, beside the test tokens. @default any well-formed token */
  apiKeys?: readonly string[] | undefined;
  /** How long a job is queued, in milliseconds. @default 200 */
  queuedMs?: number | undefined;
  /** How long a job is processed, in milliseconds; one that fails does so after a tenth of it. @default 800 */
  processingMs?: number | undefined;
  /**
   * Requests a minute that a token may send to the generation operations of all kinds together; 0 means no limit. The
   * API documents a limit only for lip sync; the mock counts translations as well, so that a client is ready for both.
   * @default 60
   */
  rateLimit?: number | undefined;
  /** The size that the files of one upload may have together, in bytes. @default 1 GiB */
  maxUploadBytes?: number | undefined;
  /** `system` lets time flow; with `manual` it stands still until `clock.advance()`. @default 'system' */
  clock?: 'system' | 'manual' | undefined;
  /** Lets pages of other origins call the mock. @default false */
  cors?: boolean | undefined;
  /** Keeps no jobs: answers valid requests with the examples of the spec. @default false */
  stateless?: boolean | undefined;
  /**
   * Which addresses given as a `webhook_url` are called once the job has ended: `loopback` for those of this machine
   * alone, `any` for all, `none` for none.
   * @default 'loopback'
   */
  webhooks?: 'loopback' | 'any' | 'none' | undefined;
  /**
   * Who may open the page at `/`, which shows the mock and steers it: browsers on this machine, `any` that reach it, or
   * `none`.
   * @default 'loopback'
   */
  page?: 'loopback' | 'any' | 'none' | undefined;
  /** Makes a share of all requests fail at random. @default none */
  faults?: FaultCampaign | undefined;
}

/** Options with nothing left open. */
export type ResolvedOptions = {
  readonly [Name in Exclude<keyof MockServerOptions, 'faults'>]-?: NonNullable<MockServerOptions[Name]>;
} & { readonly faults: FaultCampaign | undefined };

/** The defaults of every option. */
export const defaultOptions: ResolvedOptions = {
  port: 0,
  host: '127.0.0.1',
  apiKeys: [],
  queuedMs: 200,
  processingMs: 800,
  rateLimit: 60,
  maxUploadBytes: 1_073_741_824,
  clock: 'system',
  cors: false,
  stateless: false,
  webhooks: 'loopback',
  page: 'loopback',
  faults: undefined,
};

/** Fills in the defaults; throws a TypeError or a RangeError that names the first bad option. */
export function resolveOptions(options: MockServerOptions): ResolvedOptions {
  for (const name of Object.keys(options)) requireOneOf('option', name, Object.keys(defaultOptions));
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const resolved: ResolvedOptions = { ...defaultOptions, ...given };

  requireInteger('port', resolved.port, 0, 65_535);
  requireText('host', resolved.host);
  if (!Array.isArray(resolved.apiKeys)) throw new TypeError('apiKeys must be an array of strings');
  for (const key of resolved.apiKeys) requireText('apiKeys', key);
  requireNumber('queuedMs', resolved.queuedMs, 0);
  requireNumber('processingMs', resolved.processingMs, 0);
  requireInteger('rateLimit', resolved.rateLimit, 0);
  requireInteger('maxUploadBytes', resolved.maxUploadBytes, 0);
  requireOneOf('clock', resolved.clock, ['system', 'manual']);
  requireBoolean('cors', resolved.cors);
  requireBoolean('stateless', resolved.stateless);
  requireOneOf('webhooks', resolved.webhooks, ['loopback', 'any', 'none']);
  requireOneOf('page', resolved.page, ['loopback', 'any', 'none']);
  if (resolved.faults) {
    requireInteger('faults.seed', resolved.faults.seed, 0);
    requireNumber('faults.rate', resolved.faults.rate, 0, 1);
  }
  return resolved;
}
