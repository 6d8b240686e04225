import type { OperationId } from '@chamelaion/spec/operations';
import { allOperations } from './http/operations.ts';
import type { BeforeSubmit } from './jobs/budget.ts';
import type { ReferenceStore } from './jobs/reference-store.ts';
import type { ProxyOptions } from './options.ts';

/** Options, checked and defaulted. */
export interface ResolvedOptions {
  readonly authorize: ProxyOptions['authorize'];
  readonly references: ReferenceStore | undefined;
  readonly beforeSubmit: BeforeSubmit | undefined;
  readonly mediaHosts: ReadonlySet<string> | undefined;
  readonly webhookHosts: ReadonlySet<string>;
  readonly maxPageSize: number;
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
  const { authorize, maxUploadBytes = 2 ** 30, maxPageSize = 100, references, beforeSubmit, fetch } = options;
  demand(typeof authorize === 'function', 'authorize must be a function that gives { owner } or null');
  demand(
    Number.isSafeInteger(maxUploadBytes) && maxUploadBytes > 0,
    'maxUploadBytes must be a positive number of bytes',
  );
  demand(
    Number.isInteger(maxPageSize) && maxPageSize > 0 && maxPageSize <= 100,
    'maxPageSize must be a whole number from 1 to 100',
  );
  demand(beforeSubmit === undefined || typeof beforeSubmit === 'function', 'beforeSubmit must be a function');
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
    maxPageSize,
    mediaHosts: resolveHosts('mediaHosts', options.mediaHosts),
    webhookHosts: resolveHosts('webhookHosts', options.webhookHosts) ?? new Set(),
    beforeSubmit,
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
  demand(
    new Set(secrets).size === secrets.length,
    'previousOwnerSecrets must differ from each other and from ownerSecret',
  );
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

function resolveHosts(name: string, hosts: unknown): ReadonlySet<string> | undefined {
  if (hosts === undefined) return undefined;
  demand(Array.isArray(hosts) && hosts.length > 0, `${name} must be an array of hosts`);
  for (const host of hosts) {
    demand(
      typeof host === 'string' && URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host,
      `${name} holds ${JSON.stringify(host)}; a host looks like cdn.example.com`,
    );
  }
  return new Set(hosts);
}

function resolveOrigins(origins: unknown = []): ReadonlySet<string> {
  demand(Array.isArray(origins), 'cors must be an array of origins');
  for (const origin of origins) {
    demand(
      typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin,
      `cors holds ${JSON.stringify(origin)}; an origin looks like https://app.example.com`,
    );
  }
  return new Set(origins);
}
