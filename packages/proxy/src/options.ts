import type { OperationId } from '@chamelaion/spec/operations';
import { allOperations } from './http/operations.ts';
import type { ReferenceStore } from './jobs/reference-store.ts';

/** The caller. */
export interface Authorization {
  /**
   * The owner of the jobs that the call may make and see: your own identifier of a user, of 1 to 256 bytes in UTF-8,
   * compared as it is. `'everyone'` binds nothing: all callers see all jobs of the account.
   */
  readonly owner: string;
}

/**
 * How a proxy reaches the API, and which callers it serves.
 *
 * @example
 * ```ts
 * import type { ProxyOptions } from '@chamelaion/proxy';
 *
 * const options: ProxyOptions = {
 *   apiKey: process.env['CHAMELAION_API_KEY'],
 *   ownerSecret: process.env['CHAMELAION_OWNER_SECRET'],
 *   authorize: (request) => (request.headers.get('cookie') === 'session=42' ? { owner: 'user-42' } : null),
 * };
 * ```
 */
export interface ProxyOptions {
  /** The API key. It is sent to the API alone, as `x-api-key`. */
  apiKey: string | undefined;
  /**
   * Decides who may call: null answers 401. It gets the request as it came, and must leave its body alone.
   */
  authorize: (request: Request) => Authorization | null | Promise<Authorization | null>;
  /**
   * Binds jobs to their owners: at least 32 random bytes, not the API key. Without it only `'everyone'` is served.
   * If it changes without {@link ProxyOptions.previousOwnerSecrets}, all earlier jobs are out of sight.
   */
  ownerSecret?: string | undefined;
  /**
   * Up to 3 earlier secrets, whose jobs can still be read.
   * @default []
   */
  previousOwnerSecrets?: readonly string[] | undefined;
  /**
   * The path that the handler is mounted at: the one that pages put into the client's `baseURL`, without what a reverse proxy or
   * Next.js' `basePath` takes off before the call arrives.
   * @default '/api/chamelaion'
   */
  basePath?: string | undefined;
  /**
   * The URL of the API: an absolute http(s) URL.
   * @default 'https://api.chamelaion.com/api'
   */
  baseURL?: string | undefined;
  /**
   * What may be called; everything else is not found.
   * @default every operation of the API
   */
  operations?: readonly OperationId[] | undefined;
  /**
   * Other origins whose pages may call, with credentials, such as `https://app.example.com`.
   * @default []
   */
  cors?: readonly string[] | undefined;
  /**
   * Size of the body of an upload, in bytes. JSON bodies may have 64 KiB.
   * @default 1 GiB
   */
  maxUploadBytes?: number | undefined;
  /** Remembers references, so that `list()` can list an owner's jobs. Without it a `reference_id` is required. */
  references?: ReferenceStore | undefined;
  /**
   * Sends the requests to the API. Looked up anew for each of them, so that later patches of the global one count.
   * @default globalThis.fetch
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** Options, checked and defaulted. */
export interface ResolvedOptions extends Pick<ProxyOptions, 'authorize' | 'references'> {
  readonly apiKey: string;
  /** The one that writes comes first. */
  readonly ownerSecrets: readonly string[];
  readonly basePath: string;
  readonly baseURL: string;
  readonly operations: ReadonlySet<OperationId>;
  readonly cors: ReadonlySet<string>;
  readonly maxUploadBytes: number;
  readonly fetch: NonNullable<ProxyOptions['fetch']>;
}

/** Checks the options, and says of the first that is wrong what to set. */
export function resolveOptions(options: ProxyOptions): ResolvedOptions {
  const { authorize, maxUploadBytes = 2 ** 30, references, fetch } = options;
  demand(typeof authorize === 'function', 'authorize must be a function that gives { owner } or null');
  demand(
    Number.isSafeInteger(maxUploadBytes) && maxUploadBytes > 0,
    'maxUploadBytes must be a positive number of bytes',
  );
  demand(
    references === undefined || (typeof references?.record === 'function' && typeof references.page === 'function'),
    'references must have the methods record and page, as memoryReferences() has',
  );
  demand(fetch === undefined || typeof fetch === 'function', 'fetch must be a function');
  const apiKey = resolveKey(options.apiKey);
  return {
    apiKey,
    authorize,
    ownerSecrets: resolveSecrets(options, apiKey),
    basePath: resolveBasePath(options.basePath),
    baseURL: resolveBaseURL(options.baseURL),
    operations: resolveOperations(options.operations),
    cors: resolveOrigins(options.cors),
    maxUploadBytes,
    references,
    fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
  };
}

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new TypeError(`createProxyHandler: ${message}`);
}

function resolveKey(apiKey: unknown): string {
  demand(typeof apiKey === 'string' && apiKey !== '', 'apiKey is missing; set it to your Chamelaion API key');
  // What fails here is not quoted.
  demand(/^[\x21-\x7e]+$/.test(apiKey), 'apiKey holds characters that no header can carry');
  return apiKey;
}

function resolveSecrets({ ownerSecret, previousOwnerSecrets = [] }: ProxyOptions, apiKey: string): readonly string[] {
  demand(Array.isArray(previousOwnerSecrets), 'previousOwnerSecrets must be an array');
  demand(previousOwnerSecrets.length <= 3, 'previousOwnerSecrets must hold at most 3 secrets');
  demand(
    ownerSecret !== undefined || previousOwnerSecrets.length === 0,
    'ownerSecret is missing, but there are previousOwnerSecrets',
  );
  const check = (secret: unknown, name: string) => {
    const long = typeof secret === 'string' && new TextEncoder().encode(secret).length >= 32;
    demand(long, `${name} must be a string of at least 32 bytes, such as the output of "openssl rand -base64 32"`);
    demand(secret !== apiKey, `${name} must not be the API key`);
  };
  if (ownerSecret === undefined) return [];
  check(ownerSecret, 'ownerSecret');
  for (const [index, secret] of previousOwnerSecrets.entries()) {
    check(secret, `previousOwnerSecrets[${index}]`);
  }
  const secrets = [ownerSecret, ...previousOwnerSecrets];
  demand(new Set(secrets).size === secrets.length, 'previousOwnerSecrets must differ from each other and ownerSecret');
  return secrets;
}

function resolveBasePath(basePath: unknown = '/api/chamelaion'): string {
  const plain = typeof basePath === 'string' && /^(?:\/[\w.~-]+)*\/?$/.test(basePath);
  demand(
    plain && !/\/\.\.?(?:\/|$)/.test(basePath),
    "basePath must be the path the handler is mounted at, such as '/api/chamelaion'",
  );
  return basePath.replace(/\/$/, '');
}

function resolveBaseURL(baseURL: unknown = 'https://api.chamelaion.com/api'): string {
  const url = typeof baseURL === 'string' && URL.canParse(baseURL) ? new URL(baseURL) : undefined;
  demand(
    url !== undefined && /^https?:$/.test(url.protocol),
    'baseURL must be an absolute http(s) URL, such as https://api.chamelaion.com/api',
  );
  demand(
    !(url.username || url.password || url.search || url.hash),
    'baseURL must not hold a user name, a password, a query or a fragment',
  );
  return url.href.replace(/\/+$/, '');
}

const operationIds: readonly OperationId[] = allOperations.map(({ id }) => id);

function resolveOperations(operations: unknown = operationIds): ReadonlySet<OperationId> {
  demand(Array.isArray(operations), 'operations must be an array');
  for (const operation of operations) {
    demand(
      operationIds.includes(operation),
      `operations holds ${JSON.stringify(operation)}; choose from ${operationIds.join(', ')}`,
    );
  }
  return new Set(operations);
}

function resolveOrigins(origins: unknown = []): ReadonlySet<string> {
  demand(Array.isArray(origins), 'cors must be an array of origins');
  for (const origin of origins) {
    demand(
      typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin,
      `cors holds ${JSON.stringify(origin)}; an origin reads https://app.example.com`,
    );
  }
  return new Set(origins);
}
