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
  const isSize = Number.isSafeInteger(maxUploadBytes) && maxUploadBytes > 0;
  demand(isSize, 'maxUploadBytes must be a positive number of bytes');
  const isPageSize = Number.isInteger(maxPageSize) && maxPageSize > 0 && maxPageSize <= 100;
  demand(isPageSize, 'maxPageSize must be a whole number from 1 to 100');
  demand(beforeSubmit === undefined || typeof beforeSubmit === 'function', 'beforeSubmit must be a function');
  const isStore = typeof references?.record === 'function' && typeof references.page === 'function';
  const store = 'references must have the methods record and page, as memoryReferences() has';
  demand(references === undefined || isStore, store);
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
  const isMissing = ownerSecret === undefined && previousOwnerSecrets.length > 0;
  demand(!isMissing, 'ownerSecret is missing, but there are previousOwnerSecrets');
  const check = (secret: unknown, name: string) => {
    const long = typeof secret === 'string' && new TextEncoder().encode(secret).length >= 32;
    demand(long, `${name} must be a string of at least 32 bytes, such as the output of "openssl rand -base64 32"`);
    demand(secret !== apiKey, `${name} must not be the API key`);
  };
  if (ownerSecret === undefined) return [];
  check(ownerSecret, 'ownerSecret');
  for (const [index, secret] of previousOwnerSecrets.entries()) check(secret, `previousOwnerSecrets[${index}]`);
  const secrets = [ownerSecret, ...previousOwnerSecrets];
  const isNew = new Set(secrets).size === secrets.length;
  demand(isNew, 'previousOwnerSecrets must differ from each other and from ownerSecret');
  return secrets;
}

function resolveBasePath(basePath: unknown = '/api/chamelaion'): string {
  const isPlain = typeof basePath === 'string' && /^(?:\/(?!\.\.?(?:\/|$))[\w.~-]+)*\/?$/.test(basePath);
  demand(isPlain, "basePath must be the path the handler is mounted at, such as '/api/chamelaion'");
  return basePath.replace(/\/$/, '');
}

function resolveBaseURL(baseURL: unknown = 'https://api.chamelaion.com/api'): string {
  const url = readURL(baseURL);
  demand(url !== undefined, 'baseURL must be an absolute http(s) URL, such as https://api.chamelaion.com/api');
  const isBare = !(url.username || url.password || url.search || url.hash);
  demand(isBare, 'baseURL must not hold a user name, a password, a query or a fragment');
  return url.href.replace(/\/+$/, '');
}

/** An absolute http(s) URL; undefined for anything else. */
export function readURL(text: unknown): URL | undefined {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

const operationIds: readonly OperationId[] = allOperations.map(({ id }) => id);

function resolveOperations(operations: unknown = operationIds): ReadonlySet<OperationId> {
  const isOne = (id: OperationId) => operationIds.includes(id);
  return resolveList('operations', operations, isOne, `choose from ${operationIds.join(', ')}`);
}

function resolveHosts(name: string, hosts: unknown): ReadonlySet<string> | undefined {
  if (hosts === undefined) return undefined;
  const isHost = (host: string) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host;
  const list = resolveList(name, hosts, isHost, 'a host looks like cdn.example.com');
  demand(list.size > 0, `${name} must hold a host`);
  return list;
}

function resolveOrigins(origins: unknown = []): ReadonlySet<string> {
  const isOrigin = (origin: string) => URL.canParse(origin) && new URL(origin).origin === origin;
  return resolveList('cors', origins, isOrigin, 'an origin looks like https://app.example.com');
}

/** An array of what is good, as a set. */
function resolveList<T>(name: string, list: unknown, isGood: (item: T) => boolean, hint: string): ReadonlySet<T> {
  demand(Array.isArray(list), `${name} must be an array`);
  for (const item of list) demand(isGood(item), `${name} holds ${JSON.stringify(item)}; ${hint}`);
  return new Set(list);
}
