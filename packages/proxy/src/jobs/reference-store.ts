/** Some of an owner's references. */
export interface ReferencePage {
  /** Newest first. */
  readonly references: readonly string[];
  /** How many the owner has, on all pages. */
  readonly total: number;
}

/**
 * Remembers which references each owner submitted: the API cannot list one owner's jobs.
 *
 * @example
 * ```ts
 * import type { ReferenceStore } from '@chamelaion/proxy';
 *
 * const references = new Map<string, Set<string>>();
 * const store: ReferenceStore = {
 *   async record(owner, reference) {
 *     references.set(owner, new Set([...(references.get(owner) ?? []), reference]));
 *   },
 *   async page(owner, { limit, offset }) {
 *     const all = [...(references.get(owner) ?? [])].reverse();
 *     return { references: all.slice(offset, offset + limit), total: all.length };
 *   },
 * };
 * ```
 */
export interface ReferenceStore {
  /**
   * Called before a job can be made. The same reference may come again, and counts once. A rejection stops the job, and
   * so does taking longer than 30 s.
   */
  record(owner: string, reference: string): Promise<void>;
  /** One page of an owner's references. */
  page(owner: string, range: { readonly limit: number; readonly offset: number }): Promise<ReferencePage>;
}
