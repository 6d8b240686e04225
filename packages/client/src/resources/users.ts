import { APIPromise } from '../api-promise.ts';
import type { RequestOptions } from '../call-options.ts';
import type { Send } from '../transport.ts';
import type { UserRetrieveCurrentResponse } from '../types.ts';
import { unwrap } from '../unwrap.ts';

/** Who am I? */
export class Users {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Retrieves the display name of the API token: the cheapest way to find out whether it works.
   *
   * @throws {@link AuthenticationError} where it does not
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { name } = await new Chamelaion().users.retrieveCurrent();
   * ```
   */
  retrieveCurrent(options?: RequestOptions): APIPromise<UserRetrieveCurrentResponse> {
    return new APIPromise(unwrap(this.#send('GET', '/v1/users/me', options), 'name'));
  }
}
