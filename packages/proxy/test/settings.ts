import { createHmac } from 'node:crypto';
import type { ProxyOptions } from '@chamelaion/proxy';

/** The key that only the API may see. */
export const apiKey = 'key-that-nobody-may-see';
/** Binds owners to their jobs. */
export const ownerSecret = 'a secret of the tests, of 32 bytes at least';

/** What every proxy of the tests has: the caller says in a header who they are. */
export const settings = {
  apiKey,
  ownerSecret,
  authorize: ({ headers }: Request) => {
    const owner = headers.get('x-user');
    return owner === null ? null : { owner };
  },
} satisfies ProxyOptions;

/** What stands before an owner's references, by Node's own means. */
export function prefixOf(owner: string): string {
  const tag = createHmac('sha256', ownerSecret).update(`chamelaion-proxy/owner/v1\0${owner}`).digest().subarray(0, 16);
  return `c1_${tag.toString('base64url')}_`;
}
