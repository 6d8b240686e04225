import type { Chamelaion } from '@chamelaion/client';
import { inputs, kinds } from '@chamelaion/spec/operations';
import { exitCodes, Failure, usage } from '../failure.ts';
import { readFields } from '../field-options.ts';
import { findJob, type JobKind, kindNames, resourceOf } from '../job-kinds.ts';
import { type ListFlags, listRows } from '../list-rows.ts';
import { minutes } from '../money/inspect-media.ts';
import { fetchResult, reserve } from '../outputs.ts';
import { plain } from '../plain.ts';
import type { Session } from '../session.ts';

interface JobFlags {
  readonly kind: JobKind;
  readonly reference?: string;
  readonly wait?: number;
  readonly out?: string;
  readonly force?: true;
}

/** Lists jobs of a kind. */
export async function list(session: Session<JobFlags & ListFlags>): Promise<void> {
  const { kind } = session.flags;
  const { query } = inputs[kinds[kind].find];
  const asked = readFields(
    session.flags,
    Object.assign({}, ...kindNames.map((name) => inputs[kinds[name].find].query)),
  );
  const strange = Object.keys(asked).find((name) => !(name in query));
  if (strange) throw usage(`${strange} is no filter for ${kind} jobs.`, `Filters: ${Object.keys(query).join(', ')}`);
  const requests = resourceOf(await session.client(), kind).requests;
  const page = requests.list(asked, { signal: session.io.signal });
  await listRows(session as Session<ListFlags>, page, ({ data }: { data: object[] }) => data, [
    'id',
    'status',
    'created_at',
    'reference_id',
  ]);
}

/** Shows a job as it stands. */
export async function get(session: Session<JobFlags>): Promise<void> {
  const client = await session.client();
  const id = await idOf(session, client);
  show(session, await resourceOf(client, session.flags.kind).requests.retrieve(id, { signal: session.io.signal }));
}

/** Waits until a job is completed. */
export async function wait(session: Session<JobFlags>): Promise<void> {
  const client = await session.client();
  show(session, await waitFor(session, client, await idOf(session, client)));
}

/** Waits until a job is completed, and downloads its result. */
export async function download(session: Session<JobFlags>): Promise<void> {
  const { flags, terminal } = session;
  const { kind, out = '.', force } = flags;
  const client = await session.client();
  const id = await idOf(session, client);
  const place = { kind, out, name: id };
  await reserve(place, [], force);
  const request = await waitFor(session, client, id);
  await reserve(place, Object.keys((request as { outputs?: object }).outputs ?? {}), force);
  const files = await fetchResult(session, client, request, place);
  terminal.json({ kind, request_id: id, files, request }, 2);
}

/** The id that is given, or that of the job with the reference that is given. */
async function idOf({ args, flags, io }: Session<JobFlags>, client: Chamelaion): Promise<string> {
  const [id] = args;
  const { reference, kind } = flags;
  if ((id === undefined) === (reference === undefined)) throw usage('Name one job: by its id, or by --reference.');
  if (id !== undefined) return id;
  const found = await findJob(client, kind, reference as string, io.signal);
  if (found) return found;
  throw new Failure(`No job has the reference ${plain(reference)}.`, { code: exitCodes.failed, next: 'Check --kind.' });
}

async function waitFor(session: Session<JobFlags>, client: Chamelaion, id: string): Promise<{ id: string }> {
  const { flags, io, terminal } = session;
  try {
    return await resourceOf(client, flags.kind).requests.waitFor(id, {
      signal: io.signal,
      ...(flags.wait === undefined ? {} : { timeout: flags.wait * 1_000 }),
      onStatus: ({ phase, elapsed }) => terminal.status(`${phase}, ${minutes(elapsed / 1_000)}`, phase),
    });
  } catch (error) {
    if (!io.signal.aborted) throw error;
    const next = `Go on: ${session.again()}`;
    throw new Failure(`Stopped waiting. The job ${plain(id)} goes on.`, { code: exitCodes.interrupted, next });
  } finally {
    terminal.stop();
  }
}

function show({ terminal }: Session, job: object): void {
  terminal.json(job, 2);
  for (const [name, value] of Object.entries(job)) {
    terminal.result(`${plain(name)}  ${plain(typeof value === 'object' ? JSON.stringify(value) : value)}`);
  }
}
