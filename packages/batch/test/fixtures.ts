import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Batch, type BatchEvent, type BatchOptions, type BatchRunOptions, openBatch } from '@chamelaion/batch';
import Chamelaion, { type ClientOptions } from '@chamelaion/client';
import { type MockServer, type MockServerOptions, startMockServer } from '@chamelaion/mock-server';
import { PGlite } from '@electric-sql/pglite';
import { inject, type TestContext } from 'vitest';
import { copyFolder } from './template.ts';

// A new database is a copy of one that was made for all tests.
const create = PGlite.create.bind(PGlite) as (folder: string, options: object) => Promise<PGlite>;
PGlite.create = ((folder: string, options: object) => {
  if (!existsSync(folder)) copyFolder(inject('database'), folder);
  return create(folder, options);
}) as never;

/** Everything that a test of a batch needs. */
export interface World {
  readonly mock: MockServer;
  readonly client: Chamelaion;
  /** The folder of the store and of the outputs. */
  readonly folder: string;
  readonly open: (options?: Partial<BatchOptions>) => Promise<Batch>;
}

/** Jobs are done at once, and nothing limits their number. */
const quick: MockServerOptions = { rateLimit: 0, queuedMs: 50, processingMs: 100 };

export async function createWorld(
  { onTestFinished }: TestContext,
  mockOptions: MockServerOptions = {},
  clientOptions: ClientOptions = {},
): Promise<World> {
  const mock = await startMockServer({ ...quick, ...mockOptions });
  const folder = await mkdtemp(join(tmpdir(), 'batch-'));
  onTestFinished(async () => {
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  });
  const store = join(folder, 'store');
  copyFolder(inject('template'), store);
  const client = new Chamelaion({ apiKey: 'a-secret-key', baseURL: mock.url, timeout: 5_000, ...clientOptions });
  const open = async (options: Partial<BatchOptions> = {}) => {
    const batch = await openBatch({ client, store, directory: folder, settleTimeout: 1_000, ...options });
    onTestFinished(() => batch.close().catch(() => {}));
    return batch;
  };
  return { mock, client, folder, open };
}

/** A lip sync from URLs. */
export function episode(key: string, changes: object = {}) {
  return {
    key,
    kind: 'lipsync' as const,
    video: `https://cdn.example.com/${key}.mp4`,
    audio: `https://cdn.example.com/${key}.wav`,
    output: `out/${key}.mp4`,
    ...changes,
  };
}

/** Runs to the end, or until `until` says so; gives what was told. */
export async function play(
  batch: Batch,
  options: BatchRunOptions = {},
  until: (event: BatchEvent) => unknown = () => false,
): Promise<BatchEvent[]> {
  const events: BatchEvent[] = [];
  for await (const event of batch.run({ perMinute: 600, ...options })) {
    events.push(event);
    if (await until(event)) break;
  }
  return events;
}

/** How many jobs the API has. */
export async function jobsOf(client: Chamelaion): Promise<number> {
  const { pagination } = await client.lipsync.requests.list({ limit: 1 });
  const translations = await client.videoTranslate.requests.list({ limit: 1 });
  return pagination.total + translations.pagination.total;
}

/** Everything that an iterable yields. */
export async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of iterable) values.push(value);
  return values;
}
