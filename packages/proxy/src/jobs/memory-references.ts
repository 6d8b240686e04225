import type { ReferenceStore } from './reference-store.ts';

/**
 * Remembers references in this process, for development: they are gone when it ends, and other instances do not know
 * them.
 *
 * @example
 * ```ts
 * import { createProxyHandler, memoryReferences } from '@chamelaion/proxy';
 *
 * export const handler = createProxyHandler({
 *   apiKey: process.env['CHAMELAION_API_KEY'],
 *   ownerSecret: process.env['CHAMELAION_OWNER_SECRET'],
 *   authorize: () => ({ owner: 'me' }),
 *   references: memoryReferences(),
 * });
 * ```
 */
export function memoryReferences(): ReferenceStore {
  const owners = new Map<string, Set<string>>();
  return {
    async record(owner, reference, kind) {
      const key = `${kind} ${owner}`;
      const references = owners.get(key) ?? new Set();
      owners.set(key, references.add(reference));
    },
    async page(owner, { limit, offset, kind }) {
      const newestFirst = [...(owners.get(`${kind} ${owner}`) ?? [])].reverse();
      return { references: newestFirst.slice(offset, offset + limit), total: newestFirst.length };
    },
  };
}
