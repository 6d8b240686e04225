import type { Readable, Writable } from 'node:stream';
import type { Batch, BatchOptions } from '@chamelaion/batch';
import type { ClientOptions } from '@chamelaion/client';

/** A stream that may be a terminal. */
type Ends<S> = S & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };

/** What connects the command with the world: tests bring their own. */
export interface Io {
  readonly stdin: Ends<Readable>;
  readonly stdout: Ends<Writable>;
  readonly stderr: Ends<Writable>;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Options of the client that no flag sets. */
  readonly client?: ClientOptions | undefined;
  /** Opens batches. */
  readonly openBatch?: ((options: BatchOptions) => Promise<Batch>) | undefined;
}

/** The options of all commands. */
export type GlobalFlags = { readonly json?: true; readonly quiet?: true; readonly envFile?: string } & {
  readonly baseUrl?: string;
  readonly environment?: 'production' | 'staging';
  readonly timeout?: number;
  readonly maxRetries?: number;
  readonly settle?: number;
};
