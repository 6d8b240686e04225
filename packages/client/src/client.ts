import type { RequestOptions } from './call-options.ts';
import { type ClientOptions, resolveOptions } from './options.ts';
import { Health } from './resources/health.ts';
import { Lipsync } from './resources/lipsync.ts';
import { Users } from './resources/users.ts';
import { Statics } from './statics.ts';
import { createTransport } from './transport.ts';
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
 * The Chamelaion lip-sync API.
 *
 * @throws {@link ChamelaionError} where an option is wrong; it names the option
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
export class Chamelaion extends Statics {
  static readonly Chamelaion: typeof Chamelaion = Chamelaion;
  static readonly default: typeof Chamelaion = Chamelaion;

  /** Where requests go. */
  readonly baseURL: string;
  /** Is the service up? */
  readonly health: Health;
  /** Who am I? */
  readonly users: Users;
  /** Starts lip-sync jobs and follows them. */
  readonly lipsync: Lipsync;

  readonly #options: ClientOptions;

  constructor(options: ClientOptions = {}) {
    super();
    this.#options = options;
    const resolved = resolveOptions(options);
    const send = createTransport(resolved);
    this.baseURL = resolved.baseURL;
    this.health = new Health(send);
    this.users = new Users(send);
    this.lipsync = new Lipsync(send, resolved.limits, resolved.log);
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

/** The types of bodies and answers, where code written for the vendor's package looks for them. */
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
