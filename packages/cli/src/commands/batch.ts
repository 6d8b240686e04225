import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Batch, BatchEvent, BatchItemStatus, BatchStatus, ItemState } from '@chamelaion/batch';
import { type Cost, checkCatalogue } from '../catalogue/check-catalogue.ts';
import { count, describeCosts } from '../catalogue/describe-costs.ts';
import { readCatalogue } from '../catalogue/read-catalogue.ts';
import { exitCodes, Failure, usage } from '../failure.ts';
import { consent } from '../money/consent.ts';
import { plain, shown } from '../plain.ts';
import { type Handler, quoted, type Session } from '../session.ts';

interface BatchFlags {
  readonly store: string;
  readonly out?: string;
  readonly recover?: true | string;
  readonly dryRun?: true;
  readonly maxRunning?: number;
  readonly perMinute?: number;
  readonly yes?: true;
  readonly format?: 'csv' | 'json';
}
type BatchSession = Session<BatchFlags>;

/** Checks a catalogue, adds what is new, and works until all of it has ended. */
export async function run(session: BatchSession): Promise<number> {
  const { flags, terminal, args } = session;
  const file = args[0] as string;
  const out = flags.out ?? '.';
  const costs = await checkCatalogue(file, out, await session.client(), terminal);
  const isThere = flags.recover !== undefined || !isFolder(flags.store) || hasStore(flags.store);
  if (flags.dryRun) {
    for (const line of describeCosts([...costs.values()])) terminal.result(line);
    terminal.json({ items: costs.size }, 2);
    return exitCodes.done;
  }
  // A new store is made only after the yes.
  if (!isThere) await consent(session, describeCosts([...costs.values()]));
  return withBatch(session, async (batch) => {
    if (isThere) await askForQueued(session, batch, costs);
    const items = async function* () {
      for await (const row of readCatalogue(file, out)) {
        if ('error' in row) throw usage(`${plain(file)}:${row.line}: ${plain(row.error)}`);
        // Nobody has said yes to what was written since then.
        if (costs.get(row.item.key)?.item !== JSON.stringify(row.item))
          throw usage(
            `${plain(file)}:${row.line}: it was changed while it was read.`,
            `Run it again: ${session.again()}`,
          );
        yield row.item;
      }
    };
    terminal.say(`${count(await batch.add(items()), 'new item')}, store ${batch.id}`);
    return work(session, batch);
  });
}

/** A command on a store that is there. */
function onStore(act: (session: BatchSession, batch: Batch) => Promise<unknown>): Handler<BatchFlags> {
  return async (session) => {
    const { store } = session.flags;
    // Opening would make it.
    if (isFolder(store) && !hasStore(store)) {
      throw usage(`There is no store in ${plain(resolve(store))}.`, 'Name the --store of a chamelaion batch run.');
    }
    return withBatch(session, (batch) => act(session, batch));
  };
}

/** Works on what the store holds, as one more worker. */
export const worker: Handler<BatchFlags> = onStore(async (session, batch) => {
  await askForQueued(session, batch, new Map());
  return work(session, batch);
});

/** Shows how the batch stands. */
export const status: Handler<BatchFlags> = onStore(async ({ terminal }, batch) => {
  const { states, ...rest } = await batch.status();
  terminal.json({ ...rest, states }, 2);
  for (const [name, value] of Object.entries({ ...rest, ...states })) {
    if (value !== undefined)
      terminal.result(`${name.padEnd(18)} ${plain(value instanceof Date ? value.toISOString() : value)}`);
  }
});

/** Tries items again that have ended without files. */
export const retry: Handler<BatchFlags> = onStore(async (session, batch) => {
  const { terminal, args } = session;
  const ended: BatchItemStatus[] = [];
  for (const state of ['failed', 'unknown', 'cancelled'] satisfies ItemState[]) {
    for await (const item of batch.items({ state })) {
      if (args.length > 0 ? args.includes(item.key) : state === 'failed') ended.push(item);
    }
  }
  const keys = ended.map(({ key }) => key);
  const missing = args.find((key) => !keys.includes(key));
  if (missing !== undefined) throw usage(`${plain(missing)} has not failed, or is not in this store.`);
  if (keys.length > 0) {
    const lines = ended.slice(0, 20).map(({ key, error }) => `  ${plain(key)}  ${plain(error ?? '')}`);
    const first = `${count(keys.length, 'item')} will be tried again. A job that failed is made and paid for anew:`;
    await consent(session, [first, ...lines]);
  }
  const retried = await batch.retry(keys);
  for (const key of retried) terminal.result(plain(key));
  terminal.json({ retried }, 2);
  if (retried.length > 0) terminal.say('They go on with the next chamelaion batch run, or batch work.');
});

/** Submits nothing more. */
export const pause: Handler<BatchFlags> = onStore(async ({ terminal, args }, batch) => {
  await batch.pause(args[0]);
  terminal.say('Nothing more is submitted until chamelaion batch resume.');
  terminal.json({ paused: true }, 2);
});

/** Ends a pause. */
export const resume: Handler<BatchFlags> = onStore(async ({ terminal }, batch) => {
  await batch.resume();
  terminal.say('The batch goes on with the next chamelaion batch run, or batch work.');
  terminal.json({ paused: false }, 2);
});

/** Writes all items as a table. */
export const exportItems: Handler<BatchFlags> = onStore(async ({ flags, io }, batch) => {
  const report = batch.report(flags.json ? 'json' : (flags.format ?? 'csv'));
  if (flags.out !== undefined) await writeFile(flags.out, report);
  // A terminal would act on what the API says.
  else for await (const piece of report) io.stdout.write(io.stdout.isTTY ? shown(piece) : piece);
});

async function withBatch<T>(session: BatchSession, act: (batch: Batch) => Promise<T>): Promise<T> {
  const client = await session.client();
  const openBatch = session.io.openBatch ?? (await import('@chamelaion/batch')).openBatch;
  const { store, recover, settle } = session.flags;
  session.terminal.status('opening the store');
  const batch = await openBatch({ client, store, recover, settleTimeout: settle && settle * 1_000 });
  session.terminal.stop();
  try {
    return await act(batch);
  } finally {
    session.terminal.stop();
    await batch.close();
  }
}

function isFolder(store: string): boolean {
  return !/^postgres(ql)?:\/\//i.test(store);
}

function hasStore(folder: string): boolean {
  return existsSync(join(folder, 'store.json'));
}

/** Asks about what will be submitted: what the store has queued, and what of the catalogue it does not know. */
async function askForQueued(session: BatchSession, batch: Batch, costs: ReadonlyMap<string, Cost>): Promise<void> {
  const left = new Map(costs);
  let others = 0;
  for await (const { key, state } of batch.items()) {
    const isQueued = state === 'queued' || state === 'submitting';
    if (!isQueued) left.delete(key);
    else if (!left.has(key)) others++;
  }
  const { terminal } = session;
  if (left.size + others === 0) {
    terminal.say('Everything is submitted already: nothing more is paid.');
    return;
  }
  await consent(session, [
    ...(left.size > 0 ? describeCosts([...left.values()]) : []),
    ...(others > 0
      ? [`${count(others, 'item')} that the store holds already will be submitted${left.size > 0 ? ' as well' : ''}`]
      : []),
  ]);
}

/** Works, tells what happens, and says how it ended. */
async function work(session: BatchSession, batch: Batch): Promise<number> {
  const { flags, io, terminal } = session;
  const { maxRunning, perMinute } = flags;
  const store = quoted(flags.store);
  let progress: BatchStatus = await batch.status();
  const isStuck = () =>
    isFolder(flags.store) && progress.paused !== undefined && progress.running + progress.completed === 0;
  // Nobody else can resume a folder that is open here.
  if (!isStuck()) {
    for await (const event of batch.run({ signal: io.signal, maxRunning, perMinute })) {
      progress = event.progress;
      tell(session, event);
      if (isStuck()) break;
    }
  }
  terminal.stop();
  progress = await batch.status();
  const { paused, downloaded, failed, total } = progress;
  terminal.json({ type: 'end', progress });
  const next = `Go on, and pay nothing twice: ${session.again()}`;
  terminal.say(`${downloaded} of ${total} done${failed > 0 ? `, ${failed} failed` : ''}`);
  if (io.signal.aborted) {
    throw new Failure('Stopped. Jobs that were made go on at the API.', { code: exitCodes.interrupted, next });
  }
  if (paused !== undefined && downloaded + failed < total) {
    const resumed = `chamelaion batch resume --store ${store}`;
    const why = `The batch is paused: ${plain(paused)}.`;
    throw new Failure(why, {
      code: exitCodes.unfinished,
      next: `When that is mended: ${resumed}, then ${session.again()}`,
    });
  }
  if (downloaded + failed < total) throw new Failure('The batch has not ended.', { code: exitCodes.unfinished, next });
  if (failed === 0) return exitCodes.done;
  const why = `${failed} of ${count(total, 'item')} failed.`;
  const look = `See why: chamelaion batch export --store ${store}. Then: chamelaion batch retry --store ${store}`;
  throw new Failure(why, { code: exitCodes.failed, next: look });
}

function tell({ terminal }: Session, event: BatchEvent): void {
  const { downloaded, failed, total, running, ends_at } = event.progress;
  terminal.json(event);
  if (event.type === 'downloaded') for (const { path } of event.outputs) terminal.result(plain(path));
  if (event.type === 'failed' || event.type === 'late')
    terminal.say(plain(`${event.key} ${event.type}: ${event.error}`));
  if (event.type === 'paused') terminal.say(plain(`paused: ${event.reason}`));
  const end = ends_at ? `, until about ${ends_at.toISOString().slice(0, 16)}Z` : '';
  terminal.status(
    `${downloaded} of ${total} done, ${running} running, ${failed} failed${end}`,
    `${downloaded} ${failed}`,
  );
}
