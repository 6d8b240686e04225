import type { Kind } from '@chamelaion/spec/operations';

/** Some of an owner's references. */
export interface ReferencePage {
  /** Newest first. */
  readonly references: readonly string[];
  /** How many the owner has, on all pages. */
  readonly total: number;
}

/** Which of an owner's references are asked for. */
export interface ReferenceRange {
  readonly limit: number;
  readonly offset: number;
  readonly kind: Kind;
}

/**
 * Remembers which references each owner submitted: the API cannot list one owner's jobs.
 *
 * @example
 * ```ts
 * import type { ReferenceStore } from '@chamelaion/proxy';
 *
 * const jobs: { owner: string; kind: string; reference: string }[] = [];
 * const store: ReferenceStore = {
 *   async record(owner, reference, kind) {
 *     const isThere = jobs.some((job) => job.owner === owner && job.kind === kind && job.reference === reference);
 *     if (!isThere) jobs.unshift({ owner, kind, reference });
 *   },
 *   async page(owner, { limit, offset, kind }) {
 *     const all = jobs.filter((job) => job.owner === owner && job.kind === kind);
 *     return { references: all.slice(offset, offset + limit).map((job) => job.reference), total: all.length };
 *   },
 * };
 * ```
 */
export interface ReferenceStore {
  /**
   * Called before a job can be made. The same reference may come again, and counts once. A rejection stops the job, and
   * so does taking longer than 30 s. `kind` is `'lipsync'` or `'videoTranslate'`; others may come.
   */
  record(owner: string, reference: string, kind: Kind): Promise<void>;
  /** One page of an owner's references of one kind of job. */
  page(owner: string, range: ReferenceRange): Promise<ReferencePage>;
}
