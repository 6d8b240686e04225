import { toBase64url } from '../body/reference.ts';
import { hasPrefix, prefixOf } from '../http/prefix.ts';
import { Refusal } from '../http/refusal.ts';
import { hmacKeys } from './hmac-keys.ts';

/** Which references belong to a caller. */
export interface Binding {
  /** What stands before the caller's own references upstream; empty if nothing is bound. */
  readonly prefix: string;
  /** Prefixes whose jobs the caller may read, that above first. */
  readonly readable: readonly string[];
  /** The owner, or undefined if nothing is bound. */
  readonly owner?: string | undefined;
}

/** A caller's reference as the API gets it. */
export function toUpstream({ prefix }: Binding, reference: string): string {
  // A caller who is bound to nothing could else hide an owner's job behind one of theirs.
  if (prefix === '' && hasPrefix(reference))
    throw new Refusal(400, 'reference_id must not begin with the tag of an owner');
  return prefix + reference;
}

const unbound: Binding = { prefix: '', readable: [''] };
const encoder = new TextEncoder();

/** Binds callers to their jobs: the same owner and secret give the same tag, and the owner cannot be told from it. */
export function createBinder(secrets: readonly string[]): (authorization: unknown) => Promise<Binding> {
  const keys = hmacKeys(secrets);
  return async (authorization) => {
    const owner = readOwner(authorization);
    if (owner === 'everyone') return unbound;
    if (secrets.length === 0)
      throw new TypeError("authorize gave an owner, but ownerSecret is not set: set it, or give 'everyone'");
    const readable = await Promise.all((await keys()).map(async (key) => prefixOf(await tagOf(key, owner))));
    return { prefix: readable[0] as string, readable, owner };
  };
}

/** The owner's name, or an error that only the server's own log shows. */
function readOwner(authorization: unknown): string {
  const { owner } = (authorization ?? {}) as { owner?: unknown };
  if (typeof owner !== 'string' || owner === '') throw new TypeError('authorize must give { owner } or null');
  if (/\p{Surrogate}/u.test(owner)) throw new TypeError('authorize gave an owner with half a surrogate pair');
  if (encoder.encode(owner).length > 256) throw new TypeError('authorize gave an owner of more than 256 bytes');
  return owner;
}

async function tagOf(key: CryptoKey, owner: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(`chamelaion-proxy/owner/v1\0${owner}`));
  return toBase64url(new Uint8Array(signature, 0, 16));
}
