/**
 * A file on a phone, as React Native's `FormData` takes it.
 *
 * @example
 * ```ts
 * import type { NativeFile } from '@chamelaion/client';
 *
 * const video: NativeFile = { uri: 'file:///data/clip.mp4', name: 'clip.mp4', type: 'video/mp4' };
 * ```
 */
export interface NativeFile {
  /** The file's address on the phone, as a picker gives it. */
  readonly uri: string;
  /**
   * What it is called.
   * @default `video.mp4` or `audio.wav`
   */
  readonly name?: string | undefined;
  /**
   * Its media type.
   * @default 'application/octet-stream'
   */
  readonly type?: string | undefined;
}
