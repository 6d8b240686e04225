import { existsSync, statSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Chamelaion } from '@chamelaion/client';
import { usage } from './failure.ts';
import { isRemote, type JobKind, makesFolder } from './job-kinds.ts';
import { bytes } from './money/inspect-media.ts';
import { plain } from './plain.ts';
import type { Session } from './session.ts';

/** The place of a job's result. */
export interface Place {
  readonly kind: JobKind;
  /** A file, or a folder for a kind that makes several files. */
  readonly out: string;
  /** How the names of files in a folder begin. */
  readonly name: string;
}

const extensions = ['mp4', 'wav', 'srt'];

/** A name for files that are made of this input. */
export function nameFor(source: string): string {
  const path = isRemote(source) && URL.canParse(source) ? decodePath(new URL(source).pathname) : source;
  const name = basename(path, extname(path)).replace(/[/\\:*?"<>|\p{Cc}]/gu, '_');
  // What begins with a dot is hidden, and Windows has devices with names.
  return /^[. ]|^(con|prn|aux|nul|com\d|lpt\d)($|[. ])/i.test(name) || name === ''
    ? `video-${name}`
    : name.slice(0, 100);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The files that a job's result makes, one for each language and type if it needs a folder. */
export function filesOf({ kind, out, name }: Place, languages: readonly string[]): string[] {
  if (!makesFolder(kind)) return [out];
  return languages.flatMap((language) => extensions.map((extension) => join(out, `${name}.${language}.${extension}`)));
}

/** Makes sure that the result can be written and replaces nothing, before anything is paid. */
export async function reserve(place: Place, languages: readonly string[], force: boolean | undefined): Promise<void> {
  const { kind, out } = place;
  const isFolder = makesFolder(kind);
  const found = existsSync(out) ? statSync(out) : undefined;
  if (found && found.isDirectory() !== isFolder) {
    throw usage(`--out ${plain(out)} is a ${isFolder ? 'file' : 'folder'}: name a ${isFolder ? 'folder' : 'file'}.`);
  }
  if (!isFolder && /[/\\]$/.test(out)) throw usage(`--out ${plain(out)} names a folder: name a file.`);
  const folder = isFolder ? out : dirname(resolve(out));
  const taken = force ? [] : filesOf(place, languages).filter((file) => existsSync(file));
  if (taken.length > 0) {
    throw usage(`${plain(taken.join(', '))} is there already.`, 'Choose another --out, or replace it with --force.');
  }
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw usage(`${plain(folder)} cannot be written to: ${plain((error as Error).message)}`, 'Choose another --out.');
  }
}

/** Downloads a completed job's result, and prints the paths. */
export async function fetchResult(
  session: Session,
  client: Chamelaion,
  request: { readonly id: string },
  { kind, out, name }: Place,
): Promise<string[]> {
  const { terminal, io } = session;
  const { download, downloadOutputs } = await import('@chamelaion/client/node');
  const onProgress = ({ received, total }: { received: number; total: number | undefined }) =>
    terminal.status(`downloading, ${bytes(received)}${total ? ` of ${bytes(total)}` : ''}`, 'downloading');
  const options = { client, signal: io.signal, onProgress };
  const paths = makesFolder(kind)
    ? Object.values(await downloadOutputs(request as never, { ...options, directory: out, name })).flatMap((files) =>
        Object.values(files),
      )
    : [await download(request as never, out, options)];
  terminal.stop();
  for (const path of paths) terminal.result(plain(path));
  return paths;
}
