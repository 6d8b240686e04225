import type { Fields, Shape } from '@chamelaion/spec/operations';
import { orAbort } from '../http/or-abort.ts';
import type { CallSettings } from '../options/call-options.ts';
import { openUpload } from './open-upload.ts';
import type { Uploadable } from './uploadable.ts';

type Body = { readonly [field: string]: unknown };

// What a file is called if it has no name, by its field.
const names: Readonly<Record<string, string>> = { video: 'video.mp4', audio: 'audio.wav' };

/**
 * Every file among the fields of a form, opened at once, by the names of their parts; what ends the reading of one ends
 * that of all. A map of files becomes a part for each.
 */
export async function openUploads(
  body: Body,
  shapes: Fields,
  { timeout, signal }: CallSettings,
): Promise<{ [part: string]: File | undefined }> {
  // A stream may have no end.
  const reading = new AbortController();
  const open = async ({ part, upload, field, shape: { media } }: Part): Promise<[string, File]> => {
    const name = names[field] ?? (media ? `${part}.srt` : field);
    return [part, await openUpload(upload, { field, name, media, timeout, signal: reading.signal })];
  };
  const files = orAbort(Promise.all(partsOf(body, shapes).map(open)), 'reading the files', signal);
  const opened: { [part: string]: File | undefined } = Object.fromEntries(await files.finally(() => reading.abort()));
  for (const name in shapes) if (shapes[name]?.prefix) opened[name] = undefined;
  return opened;
}

/** A file of a form that is to be opened. */
interface Part {
  readonly part: string;
  readonly upload: Uploadable;
  /** What it is called in errors. */
  readonly field: string;
  readonly shape: Shape;
}

function partsOf(body: Body, shapes: Fields): Part[] {
  return Object.entries(shapes).flatMap(([field, shape]): Part[] => {
    const { type, required, prefix, values } = shape;
    const given = body[field] as Uploadable;
    if (type === 'file') return given !== undefined || required ? [{ part: field, upload: given, field, shape }] : [];
    if (!prefix || !values) return [];
    return Object.entries(given ?? {}).map(([key, upload]) => ({
      part: prefix + key,
      upload: upload as Uploadable,
      field: `${field}.${key}`,
      shape: values,
    }));
  });
}
