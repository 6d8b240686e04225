import { APIPromise } from '../http/api-promise.ts';
import type { Http } from '../http/http.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { UserRetrieveCurrentResponse } from '../types.ts';

/** Who am I? */
export class Users {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Retrieves the display name of the API token: the cheapest way to find out whether it works.
   *
   * @throws {@link AuthenticationError} if it does not
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { name } = await new Chamelaion().users.retrieveCurrent();
   * ```
   */
  retrieveCurrent(options?: RequestOptions): APIPromise<UserRetrieveCurrentResponse> {
    return new APIPromise(this.#http.read('users.retrieveCurrent', options));
  }
}
