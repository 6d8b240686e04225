import { type Fields, type inputs, operations, parameters } from '@chamelaion/spec/operations';
import { APIPromise } from '../http/api-promise.ts';
import type { Http } from '../http/http.ts';
import type { RequestOptions } from '../options/call-options.ts';
import { checkFields } from './check-fields.ts';
import type { PageQuery } from './job.ts';

/** An operation that lists something. */
export type List = {
  [Id in keyof typeof operations]: (typeof inputs)[Id] extends { query: { offset: object } } ? Id : never;
}[keyof typeof operations];

// What all of them take; filters are for the API to judge.
const { Limit: limit, Offset: offset } = parameters;
const fields: Fields = { limit, offset, reference_id: { type: 'string' } };

/** What every page says. */
export interface Place {
  readonly pagination: { readonly limit: number; readonly total: number };
}

// Hermes has no such symbol, and Babel, whose loops run there, then takes this name.
const asyncIterator: symbol = Symbol.asyncIterator ?? ('@@asyncIterator' as never);

/** The promise of one page, which can be iterated for all items from there on, without awaiting it first. */
export class PagePromise<Item, Page> extends APIPromise<Page & AsyncIterable<Item>> implements AsyncIterable<Item> {
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    yield* await this;
  }
}

/** Fetches one page, from which all can be reached. */
export function listPages<Item extends object, Page extends Place>(
  http: Http,
  operation: List,
  query: PageQuery = {},
  options?: RequestOptions,
): PagePromise<Item, Page> {
  const fetchPage = async (page: PageQuery) => {
    checkFields(page, fields, 'The query');
    return http.read<Page>(operation, options, { query: page });
  };
  const itemsOf = (page: Page) => page[operations[operation].answer as keyof Page] as readonly Item[];
  const call = fetchPage(query).then((answer) => {
    const next = async (offset: number) => (await fetchPage({ ...query, offset })).data;
    const iterate = () => allItems(answer.data, itemsOf, next, query.offset ?? 0);
    // Not enumerable: a page prints, compares and serializes as the API sent it.
    const data = Object.defineProperty(answer.data, asyncIterator, { value: iterate });
    return { ...answer, data: data as Page & AsyncIterable<Item> };
  });
  const promise = new PagePromise<Item, Page>(call);
  if (Symbol.asyncIterator) return promise;
  return Object.defineProperty(promise, asyncIterator, { value: () => promise[Symbol.asyncIterator]() });
}

// A proxy may leave out all of a page; a total that is wrong must not be asked for to its end.
const longestGap = 10;

/** Every item once, though pages shift while new ones arrive. */
async function* allItems<Item extends object, Page extends Place>(
  first: Page,
  itemsOf: (page: Page) => readonly Item[],
  fetchPage: (offset: number) => Promise<Page>,
  start: number,
): AsyncGenerator<Item, void, undefined> {
  const seen = new Set<unknown>();
  let offset = start;
  for (let page = first, gap = 0; ; ) {
    const { pagination } = page;
    const items = itemsOf(page);
    const before = seen.size;
    for (const item of items) {
      const { voice_id, id = voice_id } = (item ?? {}) as { id?: unknown; voice_id?: unknown };
      if (!seen.has(id)) yield item;
      seen.add(id);
    }
    // By what came, not by what was asked for: the API may cap the limit.
    offset += items.length || pagination?.limit;
    gap = items.length > 0 ? 0 : gap + 1;
    // A server that ignores the offset, and gives no total either, would go on for ever.
    const more = pagination?.total === undefined ? seen.size > before : offset < pagination.total;
    if (!more || gap > longestGap) return;
    page = await fetchPage(offset);
  }
}
