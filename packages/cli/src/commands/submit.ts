import { parse, resolve } from 'node:path';
import { checkItems } from '@chamelaion/batch';
import { type Chamelaion, newReferenceId, type WaitStatus } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import { endingOf } from '../ending-of.ts';
import { exitCodes, Failure, usage } from '../failure.ts';
import { readFields } from '../field-options.ts';
import { fieldsOf, findJob, isRemote, type JobKind, mediaOf, nounOf, resourceOf } from '../job-kinds.ts';
import { consent } from '../money/consent.ts';
import { describeMedium, inspectMedium, minutes } from '../money/inspect-media.ts';
import { fetchResult, nameFor, reserve } from '../outputs.ts';
import { plain } from '../plain.ts';
import type { Handler, Session } from '../session.ts';

/** Flags that every kind has; those of its inputs and fields stand beside them. */
interface SubmitFlags {
  readonly out: string;
  readonly reference?: string;
  readonly wait?: number;
  readonly force?: true;
  readonly yes?: true;
}

/** What makes a job. */
interface Job {
  readonly kind: JobKind;
  /** URL or path of each input, by its type. */
  readonly media: { readonly [type: string]: string };
  readonly fields: { readonly target_languages?: readonly string[] };
  readonly reference: string;
  /** True if it may have been submitted before. */
  readonly resume: boolean;
}

/** The command that makes one job of this kind, waits for it, and downloads its result. */
export function submitter(kind: JobKind): Handler<SubmitFlags> {
  return async (session) => {
    const { flags, terminal } = session;
    const client = await session.client();
    const { reference_id: given, ...fields } = readFields(flags, fieldsOf(kind)) as { reference_id?: string };
    const media = Object.fromEntries(mediaOf(kind).map((type) => [type, (flags as never)[type] as string]));
    const job: Job = { kind, media, fields, reference: given ?? newReferenceId(), resume: given !== undefined };
    const place = { kind, out: flags.out, name: nameFor(Object.values(media)[0] as string) };
    await check(client, job, place);
    await reserve(place, job.fields.target_languages ?? [], flags.force);
    const known = job.resume ? await findJob(client, kind, job.reference, session.io.signal) : undefined;
    if (known !== undefined) terminal.say(`The reference has the job ${plain(known)} already: nothing is paid anew.`);
    else await consent(session, await plan(job));

    const more = job.resume ? [] : ['--reference', job.reference];
    const again = session.again(...more);
    // Before the first byte leaves: who is killed from here on can go on.
    terminal.say(`reference  ${plain(job.reference)}\nto go on   ${again}`);
    let id = known;
    let isMade = false;
    try {
      const request = await run(session, client, job, known, (found) => {
        if (id === undefined) terminal.say(`job        ${plain(found)}`);
        id = found;
      });
      isMade = true;
      const files = await fetchResult(session, client, request, place);
      terminal.json({ kind, request_id: id, reference_id: job.reference, files, request }, 2);
    } catch (error) {
      // Files that are whole stay, and were not there before.
      throw resumable(error, id, isMade && !flags.force ? session.again(...more, '--force') : again);
    }
  };
}

/** Refuses what could not be submitted, downloaded or named, by the checks of a batch. */
async function check(
  client: Chamelaion,
  { kind, media, fields }: Job,
  place: { out: string; name: string },
): Promise<void> {
  const sources = Object.values(media);
  if (sources.some(isRemote) && !sources.every(isRemote)) {
    throw usage('A file and a URL cannot be sent together.', 'Download the URL first, or put the file on the web.');
  }
  const paths = Object.entries(media).map(([type, source]) => [type, isRemote(source) ? source : resolve(source)]);
  const output = resolve(place.out);
  const item = { key: place.name, kind, output, ...Object.fromEntries(paths), ...fields };
  for await (const { error } of checkItems([item], { client, directory: parse(output).root })) {
    throw usage(plain(error.message.replace(/^Item '.*?': /, '')));
  }
}

/** What will be submitted, line by line. */
async function plan({ kind, media, fields }: Job): Promise<string[]> {
  const languages = fields.target_languages ?? [];
  const found = await Promise.all(Object.values(media).map(inspectMedium)).catch((error: Error) => {
    throw usage(plain(error.message));
  });
  const seconds = found[0]?.seconds;
  const length = seconds === undefined ? 'unknown' : `about ${minutes(seconds * Math.max(languages.length, 1))}`;
  return [
    `1 ${nounOf(kind)} will be submitted${languages.length > 0 ? `, into ${plain(languages.join(', '))}` : ''}:`,
    ...Object.keys(media).map((type, index) => `  ${type}  ${describeMedium(found[index] as (typeof found)[number])}`),
    `Processed time is paid for: ${length}${languages.length > 1 ? ` for ${languages.length} languages` : ''}`,
  ];
}

async function run(
  { io, flags, terminal }: Session<SubmitFlags>,
  client: Chamelaion,
  { kind, media, fields, reference, resume }: Job,
  known: string | undefined,
  onId: (id: string) => void,
): Promise<{ id: string }> {
  const onStatus = ({ id, phase, elapsed }: WaitStatus) => {
    onId(id);
    terminal.status(`${phase}, ${minutes(elapsed / 1_000)}`, phase);
  };
  terminal.status(resume ? 'looking for the job' : 'submitting');
  const timeout = flags.wait === undefined ? {} : { timeout: flags.wait * 1_000 };
  const options = { signal: io.signal, uniqueReference: true, resume, onStatus, ...timeout };
  const body = { ...fields, reference_id: reference };
  const resource = resourceOf(client, kind);
  // Whatever a later list says, nobody has said yes to another job.
  if (known !== undefined) return resource.requests.waitFor(known, { signal: io.signal, onStatus, ...timeout });
  if (Object.values(media).every(isRemote)) {
    const inputs = Object.entries(media).map(([type, url]) => ({ type, url }));
    return resource.run({ inputs, ...body } as never, options);
  }
  const files = await Promise.all(Object.entries(media).map(async ([type, path]) => [type, await fromPath(path)]));
  const onUploadProgress = ({ sent, total }: { sent: number; total: number }) =>
    terminal.status(`uploading, ${Math.floor((100 * sent) / total)} %`, 'uploading');
  return resource.runWithMedia({ ...Object.fromEntries(files), ...body }, { ...options, onUploadProgress });
}

/** The failure, with the command that goes on if there may be a job. */
function resumable(error: unknown, id: string | undefined, again: string): unknown {
  const { code } = endingOf(error);
  const next = `Go on, and pay nothing twice: ${again}`;
  if (code === exitCodes.interrupted) {
    const what = id === undefined ? 'Stopped. A job may have been made.' : `Stopped waiting. The job ${id} goes on.`;
    return new Failure(what, { code, next }, { cause: error });
  }
  const { name, message } = error as Error;
  if (name === 'JobFailedError' || (id === undefined && code !== exitCodes.unfinished)) return error;
  // The job is paid for, so what follows can be done again.
  return new Failure(message, { code: exitCodes.unfinished, next }, { cause: error });
}
