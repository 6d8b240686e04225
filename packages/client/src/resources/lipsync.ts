import { APIPromise } from '../http/api-promise.ts';
import type { Http } from '../http/http.ts';
import { Jobs } from '../jobs/jobs.ts';
import type { WaitOptions } from '../jobs/wait-for.ts';
import type { SubmitOptions, UploadOptions } from '../options/call-options.ts';
import type {
  CompletedLipsyncRequest,
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncGenerateWithMediaResponse,
  LipsyncRequest,
} from '../types.ts';
import { Requests } from './requests.ts';

/** How to wait for the job that `run` submits. */
export interface RunOptions extends Omit<SubmitOptions, 'timeout'>, WaitOptions<LipsyncRequest> {}

/** How to upload, and to wait for the job that `runWithMedia` submits. */
export interface RunWithMediaOptions extends Omit<UploadOptions, 'timeout'>, WaitOptions<LipsyncRequest> {}

/** Starts lip-sync jobs. */
export class Lipsync {
  /** Follows the jobs that were started. */
  readonly requests: Requests;
  readonly #jobs: Jobs<LipsyncRequest>;

  constructor(http: Http) {
    this.#jobs = new Jobs(http, 'lipsync');
    this.requests = new Requests(this.#jobs);
  }

  /**
   * Starts a paid job from one remote video and one remote audio track, and answers at once. Pays once: after a failure
   * that leaves open whether a job was made, looks for it by its `reference_id`, which it makes if you give none.
   *
   * @throws {@link ChamelaionError} before any request, if the body is not what the API takes; it names the field
   * @throws {@link UnknownOutcomeError} if it cannot be found out whether a job was made
   * @throws {@link TokenLimitError} if the token balance is empty
   * @throws {@link RateLimitError} if the rate limit lasts longer than `rateLimitTimeout`
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
  generate(body: LipsyncGenerateParams, options?: SubmitOptions): APIPromise<LipsyncGenerateResponse> {
    return new APIPromise(this.#jobs.submit('lipsync.generate', body, options));
  }

  /**
   * Starts the same paid job from files: see {@link Uploadable}.
   *
   * @throws {@link ChamelaionError} before any request, if a file is missing, empty or unreadable
   * @throws {@link UnknownOutcomeError} if it cannot be found out whether a job was made
   * @throws {@link TokenLimitError} if the token balance is empty
   * @throws {@link RateLimitError} if the rate limit lasts longer than `rateLimitTimeout`
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
  generateWithMedia(
    body: LipsyncGenerateWithMediaParams,
    options?: UploadOptions,
  ): APIPromise<LipsyncGenerateWithMediaResponse> {
    return new APIPromise(this.#jobs.submit('lipsync.generateWithMedia', body, options));
  }

  /**
   * Starts a job from URLs and waits until it is completed.
   *
   * @throws as {@link Lipsync.generate} and {@link Requests.waitFor} do
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { output_url } = await new Chamelaion().lipsync.run({
   *   inputs: [
   *     { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
   *     { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
   *   ],
   * });
   * ```
   */
  run(body: LipsyncGenerateParams, options?: RunOptions): Promise<CompletedLipsyncRequest> {
    return this.#jobs.run('lipsync.generate', body, options);
  }

  /**
   * Starts a job from files and waits until it is completed.
   *
   * @throws as {@link Lipsync.generateWithMedia} and {@link Requests.waitFor} do
   * @example
   * ```ts
   * import { createReadStream } from 'node:fs';
   * import Chamelaion from '@chamelaion/client';
   *
   * const { output_url } = await new Chamelaion().lipsync.runWithMedia({
   *   video: createReadStream('clip.mp4'),
   *   audio: createReadStream('voice.wav'),
   * });
   * ```
   */
  runWithMedia(body: LipsyncGenerateWithMediaParams, options?: RunWithMediaOptions): Promise<CompletedLipsyncRequest> {
    return this.#jobs.run('lipsync.generateWithMedia', body, options);
  }
}
