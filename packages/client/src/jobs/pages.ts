import { APIPromise } from '../http/api-promise.ts';
import type { Answer } from '../http/call.ts';
import type { JobPage, JobRequest, PageQuery } from './job.ts';

/** One page of jobs; iterated, all of them from this page on. */
export interface Page<R> extends JobPage<R>, AsyncIterable<R> {}

// Hermes has no such symbol, and Babel, whose loops run there, then takes this name.
const asyncIterator: symbol = Symbol.asyncIterator ?? ('@@asyncIterator' as never);

/** Fetches the page at an offset. */
type FetchPage<R> = (query: PageQuery) => Promise<Answer<JobPage<R>>>;

/** The promise of a page, which can be iterated without awaiting it first. */
export class PagePromise<R extends JobRequest> extends APIPromise<Page<R>> implements AsyncIterable<R> {
  async *[Symbol.asyncIterator](): AsyncGenerator<R, void, undefined> {
    yield* await this;
  }
}

/** Fetches one page, from which all can be reached. */
export function listPages<R extends JobRequest>(fetchPage: FetchPage<R>, query: PageQuery): PagePromise<R> {
  const call = fetchPage(query).then((answer) => {
    const iterate = () => allRequests(answer.data, fetchPage, query);
    // Not enumerable: a page prints, compares and serializes as the API sent it.
    const data = Object.defineProperty(answer.data, asyncIterator, { value: iterate });
    return { ...answer, data: data as Page<R> };
  });
  const promise = new PagePromise(call);
  if (Symbol.asyncIterator) return promise;
  return Object.defineProperty(promise, asyncIterator, { value: () => promise[Symbol.asyncIterator]() });
}

// A proxy may leave out all of a page; a total that is wrong must not be asked for to its end.
const longestGap = 10;

/** Every request once, though pages shift while new jobs arrive. */
async function* allRequests<R extends JobRequest>(
  first: JobPage<R>,
  fetchPage: FetchPage<R>,
  query: PageQuery,
): AsyncGenerator<R, void, undefined> {
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
    // A server that ignores the offset, and gives no total either, would go on for ever.
    const more = pagination?.total === undefined ? seen.size > before : offset < pagination.total;
    if (!more || gap > longestGap) return;
    page = (await fetchPage({ ...query, offset })).data;
  }
}
