import { stat } from 'node:fs/promises';
import { isRemote } from '../job-kinds.ts';
import { plain } from '../plain.ts';

/** What can be known of an input before it is submitted. */
export interface Medium {
  readonly source: string;
  /** Bytes; undefined for a URL. */
  readonly size?: number | undefined;
  /** Seconds; undefined for a URL, and for a file that does not say. */
  readonly seconds?: number | undefined;
}

/** Reads a file's size and the length that its header says; throws if there is no such file. */
export async function inspectMedium(source: string): Promise<Medium> {
  if (isRemote(source)) return { source };
  const stats = await stat(source).catch((error: Error) => {
    throw new Error(`${source} cannot be read: ${error.message}`);
  });
  if (!stats.isFile()) throw new Error(`${source} is not a file`);
  if (stats.size === 0) throw new Error(`${source} is empty`);
  const { parseFile } = await import('music-metadata');
  const seconds = await parseFile(source, { duration: false, skipCovers: true }).then(
    ({ format }) => format.duration,
    // What is no media by its header may still be one to the API.
    () => undefined,
  );
  return { source, size: stats.size, seconds };
}

/** An input in one line: a URL without its query, which may hold a key. */
export function describeMedium({ source, size, seconds }: Medium): string {
  if (size === undefined) {
    const { origin, pathname } = new URL(source);
    return `${plain(origin + pathname)}, length unknown`;
  }
  return `${plain(source)}, ${bytes(size)}, ${seconds === undefined ? 'length unknown' : minutes(seconds)}`;
}

/** Bytes for people. */
export function bytes(size: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), 3);
  return power === 0 ? `${size} B` : `${(size / 1_000 ** power).toFixed(1)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** Seconds for people. */
export function minutes(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;
}
