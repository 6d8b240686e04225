/** Which references belong to a caller. */
export interface Binding {
  /** What stands before the caller's own references upstream; empty where nothing is bound. */
  readonly prefix: string;
  /** Prefixes whose jobs the caller may read, that above first. */
  readonly readable: readonly string[];
  /** The owner, or undefined where nothing is bound. */
  readonly owner?: string | undefined;
}

const unbound: Binding = { prefix: '', readable: [''] };
const encoder = new TextEncoder();

/** Binds callers to their jobs: the same owner and secret give the same tag, and nobody can tell the owner from it. */
export function createBinder(secrets: readonly string[]): (authorization: unknown) => Promise<Binding> {
  // Not at creation: workers may not use crypto before a request.
  let keys: Promise<CryptoKey[]> | undefined;

  return async (authorization) => {
    const owner = readOwner(authorization);
    if (owner === 'everyone') return unbound;
    if (secrets.length === 0) throw new TypeError(`authorize gave an owner, but ownerSecret is not set`);
    keys ??= Promise.all(secrets.map(importKey));
    const readable = await Promise.all((await keys).map(async (key) => `c1_${await tagOf(key, owner)}_`));
    return { prefix: readable[0] as string, readable, owner };
  };
}

/** The owner's name, or an error that only the server's own log shows. */
function readOwner(authorization: unknown): string {
  const { owner } = (authorization ?? {}) as { owner?: unknown };
  if (typeof owner !== 'string' || owner === '') throw new TypeError('authorize must give { owner } or null');
  if (/\p{Surrogate}/u.test(owner)) throw new TypeError('authorize gave an owner that is not well-formed');
  if (encoder.encode(owner).length > 256)
    throw new TypeError('authorize gave an owner of more than 256 bytes');
  return owner;
}

function importKey(secret: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', encoder.encode(secret), hmac, false, ['sign']);
}

async function tagOf(key: CryptoKey, owner: string): Promise<string> {
  const signature = await crypto.subtle.sign(
    'HMAC',
    key,
    encoder.encode(`chamelaion-proxy/owner/v1\0${owner}`),
  );
  return toBase64url(new Uint8Array(signature, 0, 16));
}

/** 16 bytes as 22 characters. */
function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The prefix of any owner, in a text that the API wrote. */
export function withoutPrefixes(text: string): string {
  return text.replace(/c1_[\w-]{22}_/g, '');
}

/** A reference for a job that came without one. */
export function newReference(): string {
  return `chm_${toBase64url(crypto.getRandomValues(new Uint8Array(16)))}`;
}

/** True for what a caller may name a job. */
export function isReference(value: unknown): value is string {
  return typeof value === 'string' && /^.{1,200}$/su.test(value) && !/\p{Surrogate}/u.test(value);
}
