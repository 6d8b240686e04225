import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Batch, BatchEvent, BatchStatus } from '@chamelaion/batch';
import { count } from '../amounts.ts';
import { readCatalogue } from '../catalogue.ts';
import { endingOf, exitCodes, Failure, usage } from '../failure.ts';
import { hideSecrets } from '../hide-secrets.ts';
import { type Cost, consent, describeCosts } from '../money.ts';
import { makeFolder, refuseTaken } from '../outputs.ts';
import { plain } from '../plain.ts';
import type { Handler, Session } from '../session.ts';

const recovery = 'Run the catalogue again with --recover; --force says that its results may be replaced.';

/** Opens the store, for as long as `act` takes. */
const onStore =
  (act: (session: Session, batch: Batch) => Promise<unknown>, isMade?: 'made'): Handler =>
  async (session) => {
    const { store, recover, settle } = session.flags;
    // Opening would make it.
    if (!isMade && !isThere(store)) {
      throw usage(
        `There is no store in ${plain(resolve(store))}.`,
        'Give the --store that chamelaion batch run was given.',
      );
    }
    const openBatch = session.io.openBatch ?? (await import('@chamelaion/batch')).openBatch;
    session.status('opening the store');
    const options = { client: await session.client(), store, recover, settleTimeout: settle };
    const batch = await openBatch(options).catch((error) => {
      const isRefused = endingOf(error).code === exitCodes.usage;
      if (isRefused && error.message.includes('recover')) throw usage(plain(error.message), recovery);
      // What else the batch refuses says what to do.
      if (isRefused) throw error;
      const code = error.code === 'ERR_INVALID_URL' ? exitCodes.usage : exitCodes.failed;
      const next = `See that --store is right and its database runs, then go on: ${session.again()}`;
      throw new Failure(`The store cannot be opened: ${plain(error.message || error.code)}`, code, next, error);
    });
    session.stop();
    try {
      return await act(session, batch);
    } finally {
      session.stop();
      await batch.close();
    }
  };

/** The subcommands of batch. */
export const batch: { readonly [command: string]: Handler } = {
  /** Checks a catalogue, adds what is new, and works until all of it has ended. */
  async run(session) {
    const { store, recover, dryRun } = session.flags;
    const isNew = !isThere(store) && recover === undefined;
    const rows = await readCatalogue(session);
    if (dryRun && isNew) refuseTaken(session, rows);
    if (dryRun) return session.answer({ items: rows.length }, describeCosts(rows));
    // A new store is made only after the yes.
    if (isNew) await agree(session, rows);
    return onStore(async (_, batch) => {
      // While a person was asked, another run may have made the store.
      if (!isNew || (await batch.status()).total > 0) await agree(session, rows, batch);
      const added = await batch.add(rows.map(({ item }) => item));
      session.say(`${count(added, 'new item')}, store ${batch.id}`);
      await work(session, batch);
    }, 'made')(session);
  },

  /** Works on what the store holds, as one more worker. */
  work: onStore(async (session, batch) => {
    await agree(session, [], batch);
    await work(session, batch);
  }),

  /** Shows how the batch stands. */
  status: onStore(async (session, batch) => session.answer(await batch.status())),

  /** Tries items again that have ended without files. */
  retry: onStore(async (session, batch) => {
    const { args } = session;
    const ended = new Map<string, string>();
    for await (const { key, state, error } of batch.items()) {
      const isAsked = args.length > 0 ? args.includes(key) : state === 'failed';
      if (isAsked && ['failed', 'unknown', 'cancelled'].includes(state)) ended.set(key, error ?? '');
    }
    const missing = args.find((key) => !ended.has(key));
    if (missing !== undefined)
      throw usage(
        `${plain(missing)} has not failed, or is not in this store.`,
        `See ${session.command('batch export')}`,
      );
    const lines = [...ended].slice(0, 20).map(([key, error]) => plain(`  ${key}  ${error}`));
    const first = `${count(ended.size, 'item')} will be tried again. A job that failed is made and paid for anew:`;
    if (ended.size > 0) await consent(session, [first, ...lines]);
    const retried = await batch.retry([...ended.keys()]);
    session.answer({ retried }, retried);
    if (retried.length > 0) session.say(`Go on: ${session.command('batch work')}`);
  }),

  /** Submits nothing more. */
  pause: onStore(async (session, batch) => {
    await batch.pause(session.args[0]);
    session.say(`Nothing more is submitted until: ${session.command('batch resume')}`);
    session.answer({ paused: true });
  }),

  /** Ends a pause. */
  resume: onStore(async (session, batch) => {
    await batch.resume();
    session.say(`The pause has ended. Go on: ${session.command('batch work')}`);
    session.answer({ paused: false });
  }),

  /** Writes all items as a table. */
  export: onStore(async (session, batch) => {
    const { out, json } = session.flags;
    const { stdout } = session.io;
    const table = hidden(batch.report(json ? 'json' : 'csv'));
    if (out !== undefined) {
      await writeFile(out, table);
      return session.answer({ file: out }, [out]);
    }
    // A terminal would act on what the API says.
    for await (const piece of table) stdout.write(stdout.isTTY ? piece.split('\n').map(plain).join('\n') : piece);
    return undefined;
  }),
};

async function* hidden(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield hideSecrets(piece);
}

/** True unless opening would make a store. */
function isThere(store: string): boolean {
  return !isFolder(store) || existsSync(join(store, 'store.json'));
}

function isFolder(store: string): boolean {
  if (/^postgres(ql)?:\/\//.test(store)) return false;
  // What is nearly such a URL holds a password, and must become no folder.
  if (!/^(\w+:\/\/|postgres(ql)?:)/i.test(store)) return true;
  throw usage('--store must be a folder, or a URL that begins with postgres://.');
}

/** Asks about what will be submitted: what the store has queued, and what of the catalogue it does not know. */
async function agree(session: Session, rows: readonly Cost[], batch?: Batch): Promise<void> {
  const left = new Map(rows.map((row) => [row.item.key, row]));
  const added = new Map(left);
  let others = 0;
  for await (const { key, state } of batch?.items() ?? []) {
    // Of items that the store knows, the files are its own results.
    added.delete(key);
    const isQueued = state === 'queued' || state === 'submitting';
    if (!isQueued) left.delete(key);
    else if (!left.has(key)) others++;
  }
  refuseTaken(session, [...added.values()]);
  for (const folder of new Set([...added.values()].flatMap(({ files }) => files).map(dirname)))
    await makeFolder(folder);
  if (left.size + others === 0) return session.say('Everything is submitted already: nothing more is paid.');
  const lines = left.size > 0 ? describeCosts([...left.values()]) : [];
  if (others > 0) lines.push(`${count(others, 'item')} that the store holds already will be submitted.`);
  await consent(session, lines);
}

/** Works, tells what happens, and says how it ended. */
async function work(session: Session, batch: Batch): Promise<void> {
  const { maxRunning, perMinute, store } = session.flags;
  const { signal } = session.io;
  // Nobody else can resume a folder that is open here.
  const isStuck = ({ paused, running, completed }: BatchStatus) =>
    isFolder(store) && paused !== undefined && running + completed === 0;
  if (!isStuck(await batch.status())) {
    for await (const event of batch.run({ signal, maxRunning, perMinute })) {
      tell(session, event);
      if (isStuck(event.progress)) break;
    }
  }
  session.stop();
  const progress = await batch.status();
  const { paused, downloaded, failed, total } = progress;
  session.answer({ type: 'end', progress }, []);
  session.say(`${downloaded} of ${total} done${failed > 0 ? `, ${failed} failed` : ''}`);
  const again = `Go on, and pay nothing twice: ${session.again()}`;
  if (signal.aborted) {
    throw new Failure('Stopped. Jobs that were made go on at the API.', exitCodes.interrupted, again);
  }
  if (downloaded + failed < total) {
    if (paused === undefined) throw new Failure('The batch has not ended.', exitCodes.unfinished, again);
    const resumed = `When that is mended: ${session.command('batch resume')}, then ${session.again()}`;
    throw new Failure(`The batch is paused: ${plain(paused)}.`, exitCodes.unfinished, resumed);
  }
  if (failed > 0) {
    const look = `See why: ${session.command('batch export')}. Then: ${session.command('batch retry')}`;
    throw new Failure(`${failed} of ${count(total, 'item')} failed.`, exitCodes.failed, look);
  }
}

function tell(session: Session, event: BatchEvent): void {
  const { downloaded, failed, total, running, ends_at } = event.progress;
  session.answer(event, event.type === 'downloaded' ? event.outputs.map(({ path }) => path) : []);
  const why = 'error' in event ? `${event.key} ${event.type}: ${event.error}` : 'reason' in event ? event.reason : '';
  if (why) session.say(plain(why));
  const end = ends_at ? `, done by about ${ends_at.toISOString().slice(0, 16)}Z` : '';
  const text = `${downloaded} of ${total} done, ${running} running, ${failed} failed${end}`;
  session.status(text, `${downloaded} ${failed}`);
}
