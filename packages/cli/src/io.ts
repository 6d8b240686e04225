import type { Batch, BatchOptions } from '@chamelaion/batch';
import type { ClientOptions } from '@chamelaion/client';
import type { Kind } from '@chamelaion/spec/operations';

/** What connects the command with the world: tests bring their own. */
export interface Io extends Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> {
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Options of the client that no flag sets. */
  readonly client?: ClientOptions | undefined;
  /** Opens batches. */
  readonly openBatch?: ((options: BatchOptions) => Promise<Batch>) | undefined;
}

type Truths = 'json' | 'quiet' | 'force' | 'yes' | 'all' | 'dryRun';
/** Milliseconds, or how many. */
type Numbers = 'timeout' | 'settle' | 'wait' | 'maxRetries' | 'limit' | 'maxRunning' | 'perMinute';

/** The options as they were read; a command has those that its row in the program's table names. */
export type Flags = { readonly [flag in Truths]?: true } & { readonly [flag in Numbers]?: number } & {
  readonly baseUrl?: string;
  readonly environment?: 'production' | 'staging';
  readonly out?: string;
  readonly kind: Kind;
  readonly store: string;
  readonly recover?: true | string;
};
