import { existsSync, lstatSync, statSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { unescape as decode } from 'node:querystring';
import type { BatchItem } from '@chamelaion/batch';
import { bytes, count } from './amounts.ts';
import { usage } from './failure.ts';
import { isRemote, makesFolder } from './job-kinds.ts';
import { plain } from './plain.ts';
import type { Session } from './session.ts';

/** What of a job decides about the files of its result: its output is a folder if it makes several. */
export type Place = Pick<BatchItem, 'kind' | 'output' | 'key'>;

// Of 255 bytes, the others are for a language, an extension, and the name while it is downloaded.
const longestName = 180;
const extensions = ['mp4', 'wav', 'srt'];

/** A name for files that are made of this input. */
export function nameFor(source: string): string {
  const path = isRemote(source) && URL.canParse(source) ? decode(new URL(source).pathname) : source;
  const name = basename(path, extname(path)).replace(/^[. ]|[/\\:*?"<>|\p{Cc}]/gu, '_');
  // In bytes, as file systems count: a paid result that has no name on disk is lost.
  return (
    Buffer.from(name)
      .toString('utf8', 0, longestName)
      .replace(/\uFFFD+$/, '') || 'video'
  );
}

/** The files that a job's result makes, one for each language and type if it needs a folder. */
export function filesOf({ kind, output, key }: Place, languages: readonly string[]): string[] {
  if (!makesFolder(kind)) return [output];
  return languages.flatMap((language) => extensions.map((type) => join(output, `${key}.${language}.${type}`)));
}

/** Refuses to replace files, unless that is wanted, and what no file can replace. */
export function refuseTaken(
  { flags }: Session,
  results: readonly { readonly files: readonly string[] }[],
  state: string = 'Nothing was submitted.',
): void {
  const taken = results.flatMap(({ files }) => files).filter(isTaken);
  const odd = taken.find((file) => !existsSync(file) || !statSync(file).isFile());
  if (odd !== undefined) {
    const why = `${plain(odd)} cannot be replaced: it is a folder, a device, or a link to nothing.`;
    throw usage(`${why} ${state}`, 'Remove it, or choose another --out.');
  }
  const shown = plain(taken.slice(0, 5).join(', '));
  const why = `${count(taken.length, 'file')} would be replaced: ${shown}. ${state}`;
  if (taken.length > 0 && !flags.force) {
    throw usage(why, 'Choose another --out, or replace what is there with --force.');
  }
}

/** True for what is there, links to nothing included. */
function isTaken(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Makes a folder for results; refuses one that cannot be written to. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw usage(`${plain(folder)} cannot be written to: ${plain((error as Error).message)}`, 'Choose another --out.');
  }
}

/** Makes sure that the result can be written and replaces nothing, before anything is paid. */
export async function reserve(session: Session, { kind, output }: Place, files: readonly string[]): Promise<void> {
  // As a variable of a script may be.
  if (output === '') throw usage('--out is empty.', 'Name a file, or a folder for a translation.');
  const isFolder = makesFolder(kind);
  const found = existsSync(output) ? statSync(output) : undefined;
  if (found ? found.isDirectory() !== isFolder : !isFolder && /[/\\]$/.test(output)) {
    throw usage(`--out ${plain(output)} must be a ${isFolder ? 'folder' : 'file'}.`, 'Choose another --out.');
  }
  refuseTaken(session, [{ files }]);
  await makeFolder(isFolder ? output : dirname(resolve(output)));
}

/** Downloads a completed job's result, and gives the paths; replaces nothing that came during the wait. */
export async function fetchResult(session: Session, request: object, place: Place): Promise<string[]> {
  const { kind, output, key } = place;
  const languages = Object.keys((request as { outputs?: object }).outputs ?? {});
  refuseTaken(session, [{ files: filesOf(place, languages) }], 'The job is paid for: with another --out both stay.');
  const { download, downloadOutputs } = await import('@chamelaion/client/node');
  const onProgress = ({ received, total }: { received: number; total: number | undefined }) =>
    session.status(`downloading, ${bytes(received)}${total ? ` of ${bytes(total)}` : ''}`, 'downloading');
  const options = { client: await session.client(), signal: session.io.signal, onProgress };
  if (!makesFolder(kind)) return [await download(request as never, output, options)];
  const outputs = await downloadOutputs(request as never, { ...options, directory: output, name: key });
  return Object.values(outputs).flatMap((files) => Object.values(files));
}
