import type { Command } from '../runtimes/driver/runtimes.ts';

/** Tests, in a process of their own. */
export interface Suite {
  readonly name: string;
  /** From the project's root. */
  readonly folder: string;
  /** Arguments of vitest, or a command that fails with its reason in its first line. */
  readonly run: { readonly vitest: readonly string[] } | { readonly command: Command };
}
