import { type Kind, kinds, type OperationId, operations } from '@chamelaion/spec/operations';
import type { Contract } from '../contract/contract.ts';
import { faultEffects, faultName, type Strike } from '../faults/fault.ts';
import type { FaultQueue } from '../faults/fault-queue.ts';
import type { RecordedRequest, RequestLog } from '../http/request-log.ts';
import type { MockClock } from '../jobs/clock.ts';
import { type Job, jobStatus, jobSteps, type OutputFile, outputs, type Step } from '../jobs/job.ts';
import type { JobStores } from '../jobs/job-store.ts';
import type { ResolvedOptions } from '../options.ts';

/** What the page shows, and can change. */
export interface PageParts {
  readonly contract: Contract;
  readonly options: ResolvedOptions;
  readonly clock: MockClock;
  readonly stores: JobStores;
  readonly log: RequestLog;
  readonly queue: FaultQueue;
  readonly reset: () => void;
}

/** All that the page knows; no credential, no body and no query is in it. */
export interface PageState {
  readonly now: number;
  readonly clock: ResolvedOptions['clock'];
  readonly stateless: boolean;
  readonly baseURL: string;
  readonly jobCount: number;
  /** The newest of each kind, newest first. */
  readonly jobs: readonly ShownJob[];
  readonly requestCount: number;
  /** The newest, oldest first. */
  readonly requests: readonly ShownRequest[];
  /** Those that wait; an empty `on` is every operation. */
  readonly faults: readonly { name: string; when: Strike['when']; left: number; on: readonly OperationId[] }[];
  /** What each fault with a name does. */
  readonly faultEffects: Readonly<Record<string, string>>;
  readonly operations: readonly OperationId[];
  /** A command for each kind that submits the contract's example to this mock. */
  readonly examples: readonly { kind: Kind; curl: string }[];
}

interface ShownRequest extends Pick<RecordedRequest, 'method' | 'path' | 'at'> {
  readonly operation: OperationId | undefined;
  readonly status: number | undefined;
  readonly fault: string | undefined;
}

/** A job on the page. */
export interface ShownJob extends Pick<Job, 'kind' | 'id' | 'failure' | 'retrievableAt' | 'listedAt'> {
  readonly reference: string | undefined;
  readonly status: string;
  readonly steps: readonly Step[];
  readonly files: readonly OutputFile[];
}

// A page is read by people, and what clients send has no end.
const maxShown = 50;
const maxText = 200;
const maxFiles = 200;
const maxURL = 2_000;

/** The mock as it stands; `origin` is the one by which the page was reached. */
export function pageState({ contract, options, clock, stores, log, queue }: PageParts, origin: string): PageState {
  const now = clock.now();
  const ids = contract.operations.map(({ id }) => id);
  const jobs = Object.values(stores).map((store) => store.list(Number.POSITIVE_INFINITY));
  const newest = jobs.flatMap((list) => list.slice(0, maxShown)).sort((one, other) => other.createdAt - one.createdAt);
  return {
    now,
    clock: options.clock,
    stateless: options.stateless,
    baseURL: `${origin}${contract.basePath}`,
    jobCount: jobs.reduce((sum, list) => sum + list.length, 0),
    jobs: newest.map((job) => shownJob(job, now, origin)),
    requestCount: log.requests.length,
    requests: log.requests.slice(-maxShown).map(({ method, path, operation, at, status, fault }) => {
      return { method, path: shorten(path), operation, at, status, fault };
    }),
    faults: queue.waiting().map(({ strike, on, left }) => ({
      name: faultName(strike.fault),
      when: strike.when,
      left,
      on: on.length === ids.length ? [] : on,
    })),
    faultEffects,
    operations: ids,
    examples: Object.keys(kinds).flatMap((kind) => example(kind as Kind, contract, options, origin)),
  };
}

function shownJob(job: Job, now: number, origin: string): ShownJob {
  const status = jobStatus(job, now);
  const files = status === 'completed' ? outputs(job, origin) : [];
  return {
    kind: job.kind,
    id: job.id,
    reference: job.given.reference_id === undefined ? undefined : shorten(job.given.reference_id),
    status,
    steps: jobSteps(job),
    failure: status === 'failed' ? job.failure : undefined,
    files: files
      .slice(0, maxFiles)
      .filter(({ url }) => url.length <= maxURL)
      .map(({ name, url }) => ({ name: shorten(name), url })),
    retrievableAt: job.retrievableAt,
    listedAt: job.listedAt,
  };
}

function example(kind: Kind, contract: Contract, { apiKeys }: ResolvedOptions, origin: string): PageState['examples'] {
  const submit: readonly string[] = kinds[kind].submit;
  const operation = contract.operations.find(({ id, body }) => body === 'json' && submit.includes(id));
  if (!operation) return [];
  const body = JSON.stringify(operation.requestExample).replaceAll("'", "'\\''");
  const headers = [`Authorization: Bearer ${apiKeys.length > 0 ? '<key>' : 'any'}`, 'Content-Type: application/json'];
  const url = `${origin}${contract.basePath}${operations[operation.id].path}`;
  const curl = [`curl ${url}`, ...headers.map((header) => `-H '${header}'`), `-d '${body}'`].join(' \\\n  ');
  return [{ kind, curl }];
}

function shorten(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}
