import { ChamelaionError } from '../errors.ts';
import type { UploadProgress } from '../options/call-options.ts';
import type { Fetch } from '../options/client-options.ts';
import { sendByXHR } from './send-by-xhr.ts';

/**
 * What an upload tells while it lasts.
 *
 * @example
 * ```ts
 * import type { UploadFetchOptions } from '@chamelaion/client/browser';
 *
 * const options: UploadFetchOptions = { onUploadProgress: ({ sent, total }) => console.log(sent / total) };
 * ```
 */
export interface UploadFetchOptions {
  /**
   * Called as an upload goes on, with bytes of the whole request: handed to the network so far, and in all. Starts again
   * from 0 if the upload is sent again.
   */
  onUploadProgress: (progress: UploadProgress) => void;
}

/**
 * A `fetch` for pages that shows how far an upload has come, which the browser's own does not: forms and Blobs go over
 * `XMLHttpRequest`, everything else to `globalThis.fetch`. Hears of every upload of the client that it is given to, so
 * give each upload a separate client with `withOptions()`.
 *
 * `XMLHttpRequest` follows redirects, whatever `redirect` says: a POST that was redirected is reported as a failure,
 * but by then the other server has seen it, and its custom headers if that server allows them. Keep `baseURL` on a
 * server that does not redirect. Answers are read whole.
 *
 * @throws {@link ChamelaionError} if `onUploadProgress` is missing
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 * import { createUploadFetch } from '@chamelaion/client/browser';
 *
 * const client = new Chamelaion({ baseURL: '/api/chamelaion' });
 *
 * export async function submit(video: File, audio: File, bar: HTMLProgressElement): Promise<string> {
 *   const fetch = createUploadFetch({
 *     onUploadProgress({ sent, total }) {
 *       bar.value = sent / total;
 *     },
 *   });
 *   const { request_id } = await client.withOptions({ fetch }).lipsync.generateWithMedia({ video, audio });
 *   return request_id;
 * }
 * ```
 */
export function createUploadFetch({ onUploadProgress }: UploadFetchOptions): Fetch {
  if (typeof onUploadProgress !== 'function') {
    throw new ChamelaionError(
      'onUploadProgress must be a function; if you show no progress, leave createUploadFetch out',
    );
  }
  return (url, init) => {
    const { body } = init;
    if (!(body instanceof FormData || body instanceof Blob)) return globalThis.fetch(url, init);
    return sendByXHR(url, { ...init, body }, onUploadProgress);
  };
}
