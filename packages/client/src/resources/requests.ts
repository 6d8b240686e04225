import { checkPage } from '../check-params.ts';
import type { RequestOptions } from '../options.ts';
import type { Send } from '../transport.ts';
import type { LipsyncRequest, RequestListParams, RequestListResponse } from '../types.ts';
import { unwrap } from '../unwrap.ts';

/** Follows lip-sync jobs. */
export class Requests {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Retrieves a job by the `request_id` that its creation answered, or by your own `reference_id`.
   *
   * @throws {@link NotFoundError} where there is no such job
   * @throws {@link ChamelaionError} before any request, where `id` is empty, `.` or `..`
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const request = await new Chamelaion().lipsync.requests.retrieve('dub-episode-42');
   * if (request.status === 'completed') console.log(request.output_url);
   * ```
   */
  async retrieve(id: string, options?: RequestOptions): Promise<LipsyncRequest> {
    return unwrap(
      this.#send('GET', '/v1/lipsync/requests/{id}', { ...options, params: { path: { id } } }),
      'status',
    );
  }

  /**
   * Lists the account's jobs, a page at a time: `limit` of them (20), after skipping `offset` (0), only those with
   * exactly your `reference_id` if you give one. The API does not document their order.
   *
   * @throws {@link ChamelaionError} before any request, where `limit` or `offset` is out of bounds
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { data, pagination } = await new Chamelaion().lipsync.requests.list({ limit: 50 });
   * console.log(`${data.length} of ${pagination.total}`);
   * ```
   */
  async list(query: RequestListParams = {}, options?: RequestOptions): Promise<RequestListResponse> {
    checkPage(query);
    return unwrap(this.#send('GET', '/v1/lipsync/requests', { ...options, params: { query } }), 'data');
  }
}
