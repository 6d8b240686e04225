import type { RequestOptions } from '../options.ts';
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
  retrieveCurrent(options?: RequestOptions): Promise<UserRetrieveCurrentResponse> {
    return unwrap(this.#send('GET', '/v1/users/me', options), 'name');
  }
}
