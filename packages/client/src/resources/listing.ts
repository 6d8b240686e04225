import type { Http } from '../http/http.ts';
import type { PageQuery } from '../jobs/job.ts';
import { type List, listPages, type PagePromise, type Place } from '../jobs/pages.ts';
import type { RequestOptions } from '../options/call-options.ts';

/** What can be listed, page by page. */
export class Listing<Item extends object, Page extends Place, Query extends PageQuery> {
  readonly #http: Http;
  readonly #operation: List;

  constructor(http: Http, operation: List) {
    this.#http = http;
    this.#operation = operation;
  }

  /**
   * Lists a page at a time: `limit` items (20), after skipping `offset` (0), only those with exactly your `reference_id`
   * or what else you ask for. Iterated, gives all of them, each once, page after page. The API does not document their
   * order.
   *
   * @throws {@link ChamelaionError} before any request, if `limit` or `offset` is out of bounds
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const client = new Chamelaion();
   * const { data, pagination } = await client.lipsync.requests.list({ limit: 50 });
   * console.log(`${data.length} of ${pagination.total}`);
   *
   * for await (const request of client.lipsync.requests.list({ limit: 100 })) console.log(request.id);
   * ```
   */
  list(query?: Query, options?: RequestOptions): PagePromise<Item, Page> {
    return listPages(this.#http, this.#operation, query, options);
  }
}
