import type ChamelaionClient from '@chamelaion/client';
import type { ClientOptions, NativeFile } from '@chamelaion/client';
import type { createUploadFetch } from '@chamelaion/client/browser';
import type { download, fromPath } from '@chamelaion/client/node';
import type { Fault, FaultOptions, RecordedRequest } from '@chamelaion/mock-server';
import type { createProxyHandler } from '@chamelaion/proxy';
import type { JobStorage, LipsyncJob } from '@chamelaion/react';
import type { Traits } from './traits.ts';

/** The mock that cases call, and the levers behind it. */
export interface Stage {
  readonly baseURL: string;
  /** A URL at which nothing listens. */
  readonly refusedURL: string;
  /** Another server, which redirects point to. */
  readonly elsewhereURL: string;
  /** Forgets everything, before each case. */
  reset(): Promise<void>;
  failNext(fault: Fault, options?: FaultOptions): Promise<void>;
  advance(ms: number): Promise<void>;
  /** What the mock received. */
  requests(): Promise<readonly RecordedRequest[]>;
  /** How many requests came to `elsewhereURL`. */
  strays(): Promise<number>;
}

/** The client's entry for disks, and a folder to try it in. */
export interface FileTools {
  readonly fromPath: typeof fromPath;
  readonly download: typeof download;
  /** The path of a file in the folder. */
  at(name: string): string;
  write(name: string, bytes: Uint8Array): Promise<void>;
  read(name: string): Promise<Uint8Array>;
  list(): Promise<string[]>;
}

/** The hooks, outside of a page. */
export interface Hooks {
  /** Tells whether the application is in front. */
  setFocused(isFocused: boolean): void;
  /** Renders a component that shows one job. */
  renderJob(client: ChamelaionClient, storage: JobStorage): { job(): LipsyncJob | undefined; unmount(): Promise<void> };
}

/** What a case has to work with. */
export interface Surroundings {
  readonly Chamelaion: typeof ChamelaionClient;
  readonly stage: Stage;
  readonly traits: Traits;
  /** A client of the mock, with short limits. */
  client(options?: ClientOptions): ChamelaionClient;
  /** What this runtime's console makes of a value, if that can be had as text. */
  readonly inspect?: ((value: unknown) => string) | undefined;
  /** `require('@chamelaion/client')`, on Node. */
  readonly requireClient?: (() => unknown) | undefined;
  /** Where there is a disk. */
  readonly files?: FileTools | undefined;
  /** Present in runtimes that can keep a key from visitors. */
  readonly createProxyHandler?: typeof createProxyHandler | undefined;
  /** Present in runtimes that render the hooks. */
  readonly hooks?: Hooks | undefined;
  /** A file of 3,000,001 bytes, on a phone. */
  readonly clip?: NativeFile | undefined;
  /** Where there is an `XMLHttpRequest`. */
  readonly createUploadFetch?: typeof createUploadFetch | undefined;
}

/** What differs from runtime to runtime. */
export type Tools = Omit<Surroundings, 'stage' | 'traits' | 'client'>;

/** One behaviour: no test runner, nothing but web standards. */
export interface Case {
  readonly name: string;
  /** False if it the case does not apply to this runtime. */
  readonly applies?: (surroundings: Surroundings) => boolean;
  /** Throws if the client misbehaves. A text that it resolves to is shown instead of "ok". */
  run(surroundings: Surroundings): Promise<unknown>;
}

/** A case that says something of every runtime. */
export function caseOf(name: string, run: Case['run']): Case {
  return { name, run };
}

/** A case that says something only where `applies` is true. */
export function caseIf(applies: (surroundings: Surroundings) => boolean, name: string, run: Case['run']): Case {
  return { name, applies, run };
}
