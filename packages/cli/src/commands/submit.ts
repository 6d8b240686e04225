import { parse, resolve } from 'node:path';
import { type BatchItem, checkItems } from '@chamelaion/batch';
import { newReferenceId, type WaitStatus } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import type { Kind } from '@chamelaion/spec/operations';
import { minutes } from '../amounts.ts';
import { resumable, usage } from '../failure.ts';
import { readFields } from '../field-options.ts';
import { fieldsOf, findJob, isRemote, jobWords, kindNames, mediaOf, resourceOf } from '../job-kinds.ts';
import { consent, costOf, describeCosts } from '../money.ts';
import { fetchResult, nameFor, reserve } from '../outputs.ts';
import { plain } from '../plain.ts';
import { type Handler, type Session, shown } from '../session.ts';

/** URL or path of each input, by its type. */
type Media = Readonly<Record<string, string>>;

/** The commands that make one job, wait for it, and download its result: one for each kind. */
export const submit: { readonly [command: string]: Handler } = Object.fromEntries(
  kindNames.map((kind) => [jobWords[kind].command, (session) => submitJob(session, kind)]),
);

async function submitJob(session: Session, kind: Kind): Promise<void> {
  const { flags } = session;
  const { reference_id: given, ...fields } = readFields(flags, fieldsOf(kind)) as { reference_id?: string };
  // The command that goes on must name this job, and no other.
  if (given !== undefined && shown(given) !== given) {
    throw usage('--reference holds what a printed command cannot show.', 'Use letters, digits, dots and dashes.');
  }
  const media: Media = Object.fromEntries(mediaOf(kind).map((type) => [type, (flags as never)[type]]));
  const place = { kind, output: flags.out ?? '.', key: nameFor(Object.values(media)[0] ?? '') };
  const item = { ...place, ...media, ...fields } as BatchItem;
  await check(session, item, media);
  const cost = await costOf(item);
  await reserve(session, place, cost.files);
  const known = given === undefined ? undefined : await findJob(session, kind, given);
  if (known) session.say(`The reference has the job ${plain(known)} already: nothing is paid anew.`);
  else await consent(session, describeCosts([cost]));

  const reference_id = given ?? newReferenceId();
  const more = given === undefined ? ['--reference', reference_id] : [];
  // Before the first byte leaves: who is killed from here on can go on.
  session.say(`reference  ${plain(reference_id)}`, `to go on   ${session.again(...more)}`);
  let id = known;
  let isMade = false;
  const onStatus = (status: WaitStatus) => {
    if (id === undefined) session.say(`job        ${plain(status.id)}`);
    id = status.id;
    session.status(`${status.phase}, ${minutes(status.elapsed / 1_000)}`, status.phase);
  };
  try {
    const { requests } = resourceOf(await session.client(), kind);
    const waiting = { signal: session.io.signal, onStatus, timeout: flags.wait };
    // The person said yes to no second job, so a later list must not start one.
    const request = known
      ? await requests.waitFor(known, waiting)
      : await send(session, kind, media, { ...fields, reference_id }, { ...waiting, resume: given !== undefined });
    isMade = true;
    const files = await fetchResult(session, request, place);
    session.answer({ kind, request_id: id, reference_id, files, request }, files);
  } catch (error) {
    // Files that are whole stay, and were not there before.
    throw resumable(error, id, session.again(...more, ...(isMade ? ['--force'] : [])));
  }
}

/** Refuses what could not be submitted, downloaded or named, by the checks of a batch. */
async function check(session: Session, item: BatchItem, media: Media): Promise<void> {
  const sources = Object.values(media);
  if (sources.some(isRemote) && !sources.every(isRemote)) {
    throw usage('A file and a URL cannot be sent together.', 'Download the URL first, or put the file on the web.');
  }
  // A result may go anywhere.
  const output = resolve(item.output);
  const local = Object.entries(media).map(([type, source]) => [type, isRemote(source) ? source : resolve(source)]);
  const options = { client: await session.client(), directory: parse(output).root };
  for await (const { error } of checkItems([{ ...item, ...Object.fromEntries(local), output }], options)) {
    throw usage(plain(error.message.replace(/^Item '.*?': /, '')));
  }
}

/** Submits the job, from URLs or by an upload, and waits for it. */
async function send(session: Session, kind: Kind, media: Media, body: object, waiting: object): Promise<object> {
  session.status('submitting');
  const resource = resourceOf(await session.client(), kind);
  const options = { ...waiting, uniqueReference: true };
  if (Object.values(media).every(isRemote)) {
    const inputs = Object.entries(media).map(([type, url]) => ({ type, url }));
    return resource.run({ inputs, ...body } as never, options);
  }
  const files = await Promise.all(Object.entries(media).map(async ([type, path]) => [type, await fromPath(path)]));
  const onUploadProgress = ({ sent, total }: { sent: number; total: number }) =>
    session.status(`uploading, ${Math.floor((100 * sent) / total)} %`, 'uploading');
  return resource.runWithMedia({ ...Object.fromEntries(files), ...body }, { ...options, onUploadProgress });
}
