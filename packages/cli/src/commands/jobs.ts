import { inputs, kinds, parameters } from '@chamelaion/spec/operations';
import { minutes } from '../amounts.ts';
import { resumable, usage } from '../failure.ts';
import { readFields } from '../field-options.ts';
import { filters, resourceOf } from '../job-kinds.ts';
import { fetchResult, filesOf, reserve } from '../outputs.ts';
import { plain } from '../plain.ts';
import type { Handler, Session } from '../session.ts';

/** The commands on jobs that are there, and on voices. */
export const jobs: { readonly [command: string]: Handler } = {
  /** Lists jobs of a kind. */
  async list(session) {
    const { flags, io } = session;
    const { query } = inputs[kinds[flags.kind].find];
    const asked = readFields(flags, filters);
    const strange = Object.keys(asked).find((name) => !(name in query));
    if (strange)
      throw usage(`${strange} is not a filter of ${flags.kind}.`, `Filters: ${Object.keys(query).join(', ')}`);
    const page = resourceOf(await session.client(), flags.kind).requests.list(asked, { signal: io.signal });
    await show(session, page, ['id', 'status', 'created_at', 'reference_id']);
  },

  /** Lists the voices that a translation may speak with. */
  async voices(session) {
    const asked = readFields(session.flags, inputs['videoTranslate.voices.list'].query);
    const page = (await session.client()).videoTranslate.voices.list(asked, { signal: session.io.signal });
    await show(session, page, ['voice_id', 'name', 'language', 'gender', 'description']);
  },

  /** Shows a job as it stands. */
  async get(session) {
    const { requests } = resourceOf(await session.client(), session.flags.kind);
    session.answer(await requests.retrieve(session.args[0] ?? '', { signal: session.io.signal }));
  },

  /** Waits until a job is completed. */
  wait: async (session) => session.answer(await waitFor(session)),

  /** Waits until a job is completed, and downloads its result. */
  async download(session) {
    const { kind, out = '.' } = session.flags;
    const [key = ''] = session.args;
    const place = { kind, output: out, key };
    await reserve(session, place, filesOf(place, []));
    const request = await waitFor(session);
    const files = await fetchResult(session, request, place);
    session.answer({ kind, request_id: key, files, request }, files);
  },
};

async function waitFor(session: Session): Promise<object> {
  const { flags, io } = session;
  const [id = ''] = session.args;
  const { requests } = resourceOf(await session.client(), flags.kind);
  try {
    return await requests.waitFor(id, {
      signal: io.signal,
      timeout: flags.wait,
      onStatus: ({ phase, elapsed }) => session.status(`${phase}, ${minutes(elapsed / 1_000)}`, phase),
    });
  } catch (error) {
    throw io.signal.aborted ? resumable(error, plain(id), session.again()) : error;
  }
}

/** A page, which can be iterated for everything behind it. */
type Page = AsyncIterable<object> & { readonly pagination?: { readonly total: number } };

/** Prints as many as were asked for: a row each, with these fields; as JSON a line each. */
async function show(session: Session, asked: PromiseLike<Page>, columns: readonly string[]): Promise<void> {
  const page = await asked;
  const { all, limit = parameters.Limit.default } = session.flags;
  let count = 0;
  for await (const item of page) {
    session.answer(item, [columns.map((name) => String(Object(item)[name] ?? '-').padEnd(13)).join('  ')]);
    if (++count >= limit && !all) break;
  }
  const total = page.pagination?.total ?? count;
  if (count < total) session.status(`${count} of ${total}: --all lists the rest`);
}
