import { checkInputs, checkJobFields } from '../check-params.ts';
import type { RequestOptions } from '../options.ts';
import { toFile } from '../to-file.ts';
import type { Send } from '../transport.ts';
import type {
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncGenerateWithMediaResponse,
} from '../types.ts';
import { unwrap } from '../unwrap.ts';
import { Requests } from './requests.ts';

/** Starts lip-sync jobs. */
export class Lipsync {
  /** Follows the jobs that were started. */
  readonly requests: Requests;
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
    this.requests = new Requests(send);
  }

  /**
   * Starts a paid job from one remote video and one remote audio track, and answers at once; poll the `request_id`
   * with {@link Requests.retrieve}. There is no idempotency key: each accepted call is a job of its own.
   *
   * @throws {@link ChamelaionError} before any request, where the body is not what the API takes; it names the field
   * @throws {@link TokenLimitError} where the token balance is empty
   * @throws {@link RateLimitError} after 60 generation requests in a minute
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { request_id } = await new Chamelaion().lipsync.generate({
   *   inputs: [
   *     { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
   *     { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
   *   ],
   * });
   * ```
   */
  async generate(body: LipsyncGenerateParams, options?: RequestOptions): Promise<LipsyncGenerateResponse> {
    checkJobFields(body);
    checkInputs(body);
    return unwrap(this.#send('POST', '/v1/lipsync/generate', { ...options, body }), 'request_id');
  }

  /**
   * Starts the same paid job from files. Streams are read into memory first.
   *
   * @throws {@link ChamelaionError} before any request, where a file is missing, empty or unreadable
   * @throws {@link TokenLimitError} where the token balance is empty
   * @throws {@link RateLimitError} after 60 generation requests in a minute
   * @example
   * ```ts
   * import { createReadStream } from 'node:fs';
   * import Chamelaion from '@chamelaion/client';
   *
   * const { request_id } = await new Chamelaion().lipsync.generateWithMedia({
   *   video: createReadStream('clip.mp4'),
   *   audio: createReadStream('voice.wav'),
   * });
   * ```
   */
  async generateWithMedia(
    body: LipsyncGenerateWithMediaParams,
    options?: RequestOptions,
  ): Promise<LipsyncGenerateWithMediaResponse> {
    checkJobFields(body);
    const [video, audio] = await Promise.all([
      toFile(body.video, 'video', 'video.mp4'),
      toFile(body.audio, 'audio', 'audio.wav'),
    ]);
    const form = { ...body, video, audio };
    return unwrap(
      this.#send('POST', '/v1/lipsync/generate-with-media', { ...options, body: form }),
      'request_id',
    );
  }
}
