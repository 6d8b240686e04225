import type { Kind } from '@chamelaion/spec/operations';
import { APIPromise } from '../http/api-promise.ts';
import type { Http } from '../http/http.ts';
import type { Completed, JobRequest } from '../jobs/job.ts';
import { Jobs, type Submitted } from '../jobs/jobs.ts';
import type { WaitOptions } from '../jobs/wait-for.ts';
import type { SubmitOptions, UploadOptions } from '../options/call-options.ts';
import type { Kinds } from '../types.ts';
import { Requests } from './requests.ts';

/** How to wait for the job that `run` submits. */
export interface RunOptions<R extends JobRequest = JobRequest> extends Omit<SubmitOptions, 'timeout'>, WaitOptions<R> {}

/** How to upload, and to wait for the job that `runWithMedia` submits. */
export interface RunWithMediaOptions<R extends JobRequest = JobRequest>
  extends Omit<UploadOptions, 'timeout'>,
    WaitOptions<R> {}

/** Starts the jobs of a kind, and follows them. */
export class JobResource<K extends Kind> {
  /** Follows the jobs that were started. */
  readonly requests: Requests<K>;
  readonly #jobs: Jobs<Kinds[K]['request']>;

  constructor(http: Http, kind: K, longestWait?: number) {
    this.#jobs = new Jobs(http, kind, longestWait);
    this.requests = new Requests(http, kind, this.#jobs);
  }

  /**
   * Starts a paid job from URLs, and answers at once. Pays once: after a failure
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
  generate(body: Kinds[K]['body'], options?: SubmitOptions): APIPromise<Submitted> {
    return new APIPromise(this.#jobs.submit('generate', body, options));
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
  generateWithMedia(body: Kinds[K]['media'], options?: UploadOptions): APIPromise<Submitted> {
    return new APIPromise(this.#jobs.submit('generateWithMedia', body, options));
  }

  /**
   * Starts a job from URLs and waits until it is completed.
   *
   * @throws as {@link JobResource.generate} and {@link Requests.waitFor} do
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
  run(body: Kinds[K]['body'], options?: RunOptions<Kinds[K]['request']>): Promise<Completed<Kinds[K]['request']>> {
    return this.#jobs.run('generate', body, options);
  }

  /**
   * Starts a job from files and waits until it is completed.
   *
   * @throws as {@link JobResource.generateWithMedia} and {@link Requests.waitFor} do
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
  runWithMedia(
    body: Kinds[K]['media'],
    options?: RunWithMediaOptions<Kinds[K]['request']>,
  ): Promise<Completed<Kinds[K]['request']>> {
    return this.#jobs.run('generateWithMedia', body, options);
  }
}
