import { createHmac } from 'node:crypto';

/** What stands before an owner's references, by Node's own means. */
export function prefixOf(owner: string, secret: string): string {
  const tag = createHmac('sha256', secret).update(`chamelaion-proxy/owner/v1\0${owner}`).digest().subarray(0, 16);
  return `c1_${tag.toString('base64url')}_`;
}
