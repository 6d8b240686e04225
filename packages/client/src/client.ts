import { Errors } from './errors-on-class.ts';
import { Http } from './http/http.ts';
import { SubmitGate } from './http/submit-gate.ts';
import type { RequestOptions } from './options/call-options.ts';
import { type ClientOptions, resolveOptions } from './options/client-options.ts';
import { Health } from './resources/health.ts';
import { Lipsync } from './resources/lipsync.ts';
import { Users } from './resources/users.ts';
import { VideoTranslate } from './resources/video-translate.ts';
import type {
  CompletedLipsyncRequest,
  ErrorResponse,
  FailedLipsyncRequest,
  HealthCheckResponse,
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncGenerateWithMediaResponse,
  LipsyncRequest,
  RequestListParams,
  RequestListResponse,
  UserRetrieveCurrentResponse,
} from './types.ts';

/**
 * The Chamelaion API: lip sync and video translation.
 *
 * @throws {@link ChamelaionError} if an option is wrong; it names the option
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 *
 * const client = new Chamelaion({ apiKey: process.env['CHAMELAION_API_KEY'] });
 * const { request_id } = await client.lipsync.generate({
 *   inputs: [
 *     { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
 *     { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
 *   ],
 * });
 * const request = await client.lipsync.requests.retrieve(request_id);
 * ```
 */
export class Chamelaion extends Errors {
  /** The URL below which requests go. */
  readonly baseURL: string;
  /** Is the service up? */
  readonly health: Health;
  /** Who am I? */
  readonly users: Users;
  /** Starts lip-sync jobs and follows them. */
  readonly lipsync: Lipsync;
  /** Translates videos, and follows the jobs. */
  readonly videoTranslate: VideoTranslate;

  readonly #options: ClientOptions;

  constructor(options: ClientOptions = {}) {
    super();
    this.#options = options;
    const resolved = resolveOptions(options);
    const http = new Http(resolved, new SubmitGate());
    this.baseURL = resolved.baseURL;
    this.health = new Health(http);
    this.users = new Users(http);
    this.lipsync = new Lipsync(http);
    this.videoTranslate = new VideoTranslate(http);
  }

  /**
   * A client with the same options, but for those given here.
   *
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const patient = new Chamelaion().withOptions({ maxRetries: 10, logLevel: 'info' });
   * ```
   */
  withOptions(changes: ClientOptions): Chamelaion {
    return new Chamelaion({ ...this.#options, ...changes });
  }
}

/** The types of bodies and answers, under the names that code for the vendor's package uses. */
export declare namespace Chamelaion {
  // A list, not aliases: bundled into one file, an alias would name itself.
  export type {
    ClientOptions,
    CompletedLipsyncRequest,
    ErrorResponse,
    FailedLipsyncRequest,
    HealthCheckResponse,
    LipsyncGenerateParams,
    LipsyncGenerateResponse,
    LipsyncGenerateWithMediaParams,
    LipsyncGenerateWithMediaResponse,
    LipsyncRequest,
    RequestListParams,
    RequestListResponse,
    RequestOptions,
    UserRetrieveCurrentResponse,
  };
}
