import { APIPromise, type WithResponse } from './api-promise.ts';
import type { LipsyncRequest, RequestListParams, RequestListResponse } from './types.ts';

/** One page of requests; iterated, all of them from this page on. */
export interface RequestPage extends RequestListResponse, AsyncIterable<LipsyncRequest> {}

/** Fetches the page at an offset. */
type FetchPage = (query: RequestListParams) => Promise<WithResponse<RequestListResponse>>;

/** The promise of a page, which can be iterated without awaiting it first. */
export class RequestPagePromise extends APIPromise<RequestPage> implements AsyncIterable<LipsyncRequest> {
  constructor(fetchPage: FetchPage, query: RequestListParams) {
    super(
      fetchPage(query).then(({ data, response }) => {
        const iterate = () => allRequests(data, fetchPage, query);
        // Not enumerable: a page prints, compares and serializes as the API sent it.
        return {
          data: Object.defineProperty(data, Symbol.asyncIterator, { value: iterate }) as RequestPage,
          response,
        };
      }),
    );
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LipsyncRequest, void, undefined> {
    yield* await this;
  }
}

// A proxy may leave out all of a page; a total that is wrong must not be asked for to its end.
const longestGap = 10;

/** Every request once, though pages shift while new jobs arrive. */
async function* allRequests(
  first: RequestListResponse,
  fetchPage: FetchPage,
  query: RequestListParams,
): AsyncGenerator<LipsyncRequest, void, undefined> {
  const seen = new Set<string>();
  let offset = query.offset ?? 0;
  for (let page = first, gap = 0; ; ) {
    const { data, pagination } = page;
    const before = seen.size;
    for (const request of data) {
      if (!seen.has(request.id)) yield request;
      seen.add(request.id);
    }
    // By what came, not by what was asked for: the API may cap the limit.
    offset += data.length || pagination?.limit;
    gap = data.length > 0 ? 0 : gap + 1;
    // What ignores the offset, and has no total either, would go on for ever.
    const more = pagination?.total === undefined ? seen.size > before : offset < pagination.total;
    if (!more || gap > longestGap) return;
    page = (await fetchPage({ ...query, offset })).data;
  }
}
