import { APIPromise } from '../http/api-promise.ts';
import type { Http } from '../http/http.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { HealthCheckResponse } from '../types.ts';

/** Is the service up? */
export class Health {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Checks that the service is up. Sends no credentials and needs none.
   *
   * @throws {@link APIError} if it is not
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { status } = await new Chamelaion().health.check();
   * ```
   */
  check(options?: RequestOptions): APIPromise<HealthCheckResponse> {
    return new APIPromise(this.#http.read('health.check', options));
  }
}
