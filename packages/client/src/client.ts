import type * as callOptions from './call-options.ts';
import * as options from './options.ts';
import { Health } from './resources/health.ts';
import { Lipsync } from './resources/lipsync.ts';
import { Users } from './resources/users.ts';
import { Statics } from './statics.ts';
import { createTransport } from './transport.ts';
import type * as types from './types.ts';

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

  readonly #options: options.ClientOptions;

  constructor(clientOptions: options.ClientOptions = {}) {
    super();
    this.#options = clientOptions;
    const resolved = options.resolveOptions(clientOptions);
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
  withOptions(changes: options.ClientOptions): Chamelaion {
    return new Chamelaion({ ...this.#options, ...changes });
  }
}

/** The types of bodies and answers, where code written for the vendor's package looks for them. */
export declare namespace Chamelaion {
  export type ClientOptions = options.ClientOptions;
  export type RequestOptions = callOptions.RequestOptions;
  export type CompletedLipsyncRequest = types.CompletedLipsyncRequest;
  export type ErrorResponse = types.ErrorResponse;
  export type FailedLipsyncRequest = types.FailedLipsyncRequest;
  export type HealthCheckResponse = types.HealthCheckResponse;
  export type LipsyncGenerateParams = types.LipsyncGenerateParams;
  export type LipsyncGenerateResponse = types.LipsyncGenerateResponse;
  export type LipsyncGenerateWithMediaParams = types.LipsyncGenerateWithMediaParams;
  export type LipsyncGenerateWithMediaResponse = types.LipsyncGenerateWithMediaResponse;
  export type LipsyncRequest = types.LipsyncRequest;
  export type RequestListParams = types.RequestListParams;
  export type RequestListResponse = types.RequestListResponse;
  export type UserRetrieveCurrentResponse = types.UserRetrieveCurrentResponse;
}
