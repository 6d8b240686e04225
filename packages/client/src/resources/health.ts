import { APIPromise } from '../api-promise.ts';
import type { RequestOptions } from '../call-options.ts';
import type { Send } from '../transport.ts';
import type { HealthCheckResponse } from '../types.ts';
import { unwrap } from '../unwrap.ts';

/** Is the service up? */
export class Health {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Checks that the service is up. Sends no credentials and needs none.
   *
   * @throws {@link APIError} where it is not
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { status } = await new Chamelaion().health.check();
   * ```
   */
  check(options?: RequestOptions): APIPromise<HealthCheckResponse> {
    return new APIPromise(unwrap(this.#send('GET', '/health', options), 'status'));
  }
}
