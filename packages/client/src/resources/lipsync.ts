import { APIPromise, type WithResponse } from '../api-promise.ts';
import type { UploadProgress } from '../attempt.ts';
import { type ResolvedLimits, resolveLimits, type SubmitOptions } from '../call-options.ts';
import { checkOptions } from '../check-options.ts';
import { checkInputs, checkJobFields, copyAsJSON } from '../check-params.ts';
import { ChamelaionError } from '../errors.ts';
import { JoinedSubmissions } from '../joined-submissions.ts';
import type { Log } from '../log.ts';
import { lookForJob } from '../look-for-job.ts';
import { openUpload } from '../open-upload.ts';
import { orAbort } from '../or-abort.ts';
import { newReferenceId } from '../reference-id.ts';
import type { Progress } from '../retry-policy.ts';
import { submitOnce } from '../submit-once.ts';
import type { Send } from '../transport.ts';
import type {
  CompletedLipsyncRequest,
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncGenerateWithMediaResponse,
} from '../types.ts';
import { unwrap } from '../unwrap.ts';
import type { WaitOptions } from '../wait-for.ts';
import { Requests } from './requests.ts';

/** What an upload may set for itself. */
export interface UploadOptions extends SubmitOptions {
  /**
   * Called as the upload goes on, with bytes sent and total. Not in a browser or a Cloudflare Worker, whose
   * `fetch` shows no progress.
   */
  onUploadProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** How to wait for the job that `run` submits. */
export interface RunOptions extends Omit<SubmitOptions, 'timeout'>, WaitOptions {}

/** How to upload, and to wait for the job that `runWithMedia` submits. */
export interface RunWithMediaOptions extends Omit<UploadOptions, 'timeout'>, WaitOptions {}

type Path = '/v1/lipsync/generate' | '/v1/lipsync/generate-with-media';

interface Job {
  readonly reference_id?: string | undefined;
}

/** Starts lip-sync jobs. */
export class Lipsync {
  /** Follows the jobs that were started. */
  readonly requests: Requests;
  readonly #send: Send;
  readonly #limits: ResolvedLimits;
  readonly #log: Log;
  readonly #joined = new JoinedSubmissions<WithResponse<LipsyncGenerateResponse>>();

  constructor(send: Send, limits: ResolvedLimits, log: Log) {
    this.#send = send;
    this.#limits = limits;
    this.#log = log;
    this.requests = new Requests(send, limits.timeout);
  }

  /**
   * Starts a paid job from one remote video and one remote audio track, and answers at once. Pays once: after a failure
   * that leaves open whether a job was made, looks for it by its `reference_id`, which it makes where you give none.
   *
   * @throws {@link ChamelaionError} before any request, where the body is not what the API takes; it names the field
   * @throws {@link UnknownOutcomeError} where it cannot be found out whether a job was made
   * @throws {@link TokenLimitError} where the token balance is empty
   * @throws {@link RateLimitError} where the rate limit lasts longer than `rateLimitTimeout`
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
    return new APIPromise(this.#generate(body, options));
  }

  async #generate(given: LipsyncGenerateParams, options?: SubmitOptions) {
    // What is checked, compared and sent again stays as it was, whatever becomes of the caller's object.
    const body = copyAsJSON(given);
    checkJobFields(body);
    checkInputs(body);
    return this.#submit('/v1/lipsync/generate', body, body, options);
  }

  /**
   * Starts the same paid job from files: see {@link Uploadable}.
   *
   * @throws {@link ChamelaionError} before any request, where a file is missing, empty or unreadable
   * @throws {@link UnknownOutcomeError} where it cannot be found out whether a job was made
   * @throws {@link TokenLimitError} where the token balance is empty
   * @throws {@link RateLimitError} where the rate limit lasts longer than `rateLimitTimeout`
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
    return new APIPromise(this.#generateWithMedia(body, options));
  }

  async #generateWithMedia(given: LipsyncGenerateWithMediaParams, options?: UploadOptions) {
    checkJobFields(given);
    const { timeout } = resolveLimits(options, this.#limits);
    const body = { ...given };
    const signal = options?.signal;
    // What ends the reading of one file ends that of the other: a stream may have no end of its own.
    const reading = new AbortController();
    const open = (field: 'video' | 'audio', name: string) =>
      openUpload(body[field], { field, name, timeout, signal: reading.signal });
    const files = Promise.all([open('video', 'video.mp4'), open('audio', 'audio.wav')]);
    const [video, audio] = await orAbort(files, 'reading the files', signal).finally(() => reading.abort());
    return this.#submit('/v1/lipsync/generate-with-media', { ...body, video, audio }, body, options);
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
  run(body: LipsyncGenerateParams, options: RunOptions = {}): Promise<CompletedLipsyncRequest> {
    return this.#run((submit) => this.#generate(body, submit), options);
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
  runWithMedia(
    body: LipsyncGenerateWithMediaParams,
    options: RunWithMediaOptions = {},
  ): Promise<CompletedLipsyncRequest> {
    return this.#run((submit) => this.#generateWithMedia(body, submit), options);
  }

  async #run(
    submit: (options: UploadOptions) => Promise<WithResponse<LipsyncGenerateResponse>>,
    options: RunWithMediaOptions,
  ): Promise<CompletedLipsyncRequest> {
    checkOptions(options);
    const { timeout, ...submitOptions } = options;
    const start = performance.now();
    const { data } = await submit(submitOptions);
    const id = data.request_id;
    options.onStatus?.({ id, phase: 'submitted', elapsed: performance.now() - start });
    return this.requests.follow(id, options, performance.now());
  }

  async #submit<T extends Job>(path: Path, form: T, given: Job, options: UploadOptions = {}) {
    const limits = resolveLimits(options, this.#limits);
    const { uniqueReference = false, signal } = options;
    const plain = limits.submit === 'plain';
    if (uniqueReference && (plain || given.reference_id === undefined)) {
      const why = plain ? 'nothing is looked for' : 'there is no reference_id';
      throw new ChamelaionError(`uniqueReference says to look for the job first, but ${why}`);
    }
    const referenceId = given.reference_id ?? newReferenceId();
    const body = plain ? form : { ...form, reference_id: referenceId };
    const sendWith = (input: UploadOptions & { readonly progress?: Progress }) =>
      unwrap<LipsyncGenerateResponse>(this.#send('POST', path, { ...input, body }), 'request_id');
    // A plain submission is sent once, whatever happens to it.
    if (plain) return sendWith({ ...options, maxRetries: 0, rateLimitTimeout: 0 });

    const start = (signal: AbortSignal | null | undefined) => {
      const own = { ...options, signal };
      const job = {
        referenceId,
        unique: uniqueReference || given.reference_id === undefined,
        resumed: uniqueReference,
        send: (progress: Progress) => sendWith({ ...own, progress }),
        look: (last: boolean) =>
          lookForJob(this.requests, referenceId, last, { ...own, ...limits }, this.#log),
      };
      return submitOnce(job, { ...limits, signal });
    };
    return uniqueReference ? this.#joined.join(referenceId, given, signal, start) : start(signal);
  }
}
