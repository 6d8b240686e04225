import { defaultLimits } from '../options/call-options.ts';
import { checkOptions } from '../options/check-options.ts';
import { openUpload } from './open-upload.ts';
import type { Uploadable } from './uploadable.ts';

/**
 * How to make a file.
 *
 * @example
 * ```ts
 * import { type ToFileOptions, toFile } from '@chamelaion/client';
 *
 * const options: ToFileOptions = { type: 'video/mp4' };
 * const video = await toFile(new Uint8Array([0]), 'clip.mp4', options);
 * ```
 */
export interface ToFileOptions {
  /**
   * The media type that is sent along.
   * @default that of the upload, if it has one
   */
  type?: string | undefined;
}

/**
 * Gives an upload a name and a media type, such as a stream that has neither. Streams are read into memory; the reading
 * ends if no byte comes for a minute.
 *
 * @throws {@link ChamelaionError} if the upload is not an {@link Uploadable}, is empty or cannot be read
 * @example
 * ```ts
 * import Chamelaion, { toFile } from '@chamelaion/client';
 *
 * export async function submit(video: ReadableStream<Uint8Array>, audio: ReadableStream<Uint8Array>) {
 *   return new Chamelaion().lipsync.generateWithMedia({
 *     video: await toFile(video, 'clip.mp4', { type: 'video/mp4' }),
 *     audio: await toFile(audio, 'voice.wav'),
 *   });
 * }
 * ```
 */
export async function toFile(
  upload: Uploadable | PromiseLike<Uploadable>,
  name?: string | null | undefined,
  options: ToFileOptions = {},
): Promise<File> {
  checkOptions(options);
  const file = await openUpload(await upload, {
    field: 'The upload',
    name: 'file',
    timeout: defaultLimits.timeout,
  });
  const type = options.type ?? file.type;
  return name || type !== file.type ? new File([file], name || file.name, { type }) : file;
}
