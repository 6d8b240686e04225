import type { Fields } from '@chamelaion/spec/operations';
import { orAbort } from '../http/or-abort.ts';
import type { CallSettings } from '../options/call-options.ts';
import { openUpload } from './open-upload.ts';
import type { Uploadable } from './uploadable.ts';

// What a file is called if it has no name, by its field.
const names: Readonly<Record<string, string>> = { video: 'video.mp4', audio: 'audio.wav' };

/** Every file among the fields of a form, opened at once; what ends the reading of one ends that of all. */
export async function openUploads(
  body: { readonly [field: string]: unknown },
  shapes: Fields,
  { timeout, signal }: CallSettings,
): Promise<{ [field: string]: File }> {
  // A stream may have no end.
  const reading = new AbortController();
  const fields = Object.keys(shapes).filter((field) => shapes[field]?.type === 'file');
  const open = async (field: string): Promise<[string, File]> => {
    const options = { field, name: names[field] ?? field, timeout, signal: reading.signal };
    return [field, await openUpload(body[field] as Uploadable, options)];
  };
  const files = orAbort(Promise.all(fields.map(open)), 'reading the files', signal);
  return Object.fromEntries(await files.finally(() => reading.abort()));
}
