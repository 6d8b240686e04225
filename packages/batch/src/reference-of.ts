import { createHash } from 'node:crypto';

/**
 * The reference under which an item's job can be found, made of the store's id and the item's key: a lost store can
 * make it again. It has the form of the client's own references.
 */
export function referenceOf(storeId: string, key: string, attempt: number): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([storeId, key, attempt]))
    .digest('base64url');
  return `chm_${digest.slice(0, 22)}`;
}
