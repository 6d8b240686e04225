import type { Fetch } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { clientOf } from './scripted.ts';

/** A list that shrinks and grows as the test has it. */
function listing(ids: () => string[], cap = Number.POSITIVE_INFINITY) {
  const queries: string[] = [];
  const fetch: Fetch = async (url) => {
    const { search, searchParams } = new URL(url);
    queries.push(search);
    const offset = Number(searchParams.get('offset') ?? 0);
    const limit = Math.min(Number(searchParams.get('limit') ?? 20), cap);
    const all = ids();
    const data = all
      .slice(offset, offset + limit)
      .map((id) => ({ id, status: 'queued', created_at: '2026-04-07T10:00:00Z' }));
    return Response.json({ data, pagination: { limit, offset, total: all.length } });
  };
  return { requests: clientOf(fetch).lipsync.requests, queries };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);

async function idsOf(pages: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of pages) ids.push(id);
  return ids;
}

test("a page is the API's own, and nothing more shows", async () => {
  const { requests } = listing(() => numbered(3));
  const page = await requests.list({ limit: 2 });
  expect(Object.keys(page)).toEqual(['data', 'pagination']);
  expect(page.pagination).toEqual({ limit: 2, offset: 0, total: 3 });
  expect(JSON.parse(JSON.stringify(page))).toEqual({ data: page.data, pagination: page.pagination });
});

test.each([0, 1, 2, 3, 5, 7])('all of %i requests come once, page after page', async (count) => {
  const { requests, queries } = listing(() => numbered(count));
  expect(await idsOf(requests.list({ limit: 2 }))).toEqual(numbered(count));
  expect(queries).toHaveLength(Math.max(1, Math.ceil(count / 2)));
});

test('an awaited page goes on from where it stands, and may be iterated again', async () => {
  const { requests, queries } = listing(() => numbered(5));
  const page = await requests.list({ limit: 2, offset: 1 });
  expect(await idsOf(page)).toEqual(['id-1', 'id-2', 'id-3', 'id-4']);
  expect(await idsOf(page)).toEqual(['id-1', 'id-2', 'id-3', 'id-4']);
  expect(queries[0]).toBe('?limit=2&offset=1');
});

test('new jobs at the front push others onto the next page: each comes once, none is missed', async () => {
  let ids = numbered(6);
  const { requests } = listing(() => ids);
  const seen: string[] = [];
  for await (const { id } of requests.list({ limit: 2 })) {
    seen.push(id);
    if (seen.length < 4) ids = [`new-${seen.length}`, ...ids];
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(numbered(6)));
});

test('an API that caps the limit is followed by what it gives', async () => {
  const { requests } = listing(() => numbered(7), 3);
  expect(await idsOf(requests.list({ limit: 100 }))).toEqual(numbered(7));
});

test('pages that a proxy has emptied do not end it', async () => {
  const { requests, queries } = listing(() => numbered(7));
  const fetch: Fetch = async (url) => {
    const offset = Number(new URL(url).searchParams.get('offset') ?? 0);
    const { data, pagination } = await requests.list({ limit: 2, offset });
    return Response.json({ data: offset < 4 ? [] : data, pagination });
  };
  expect(await idsOf(clientOf(fetch).lipsync.requests.list({ limit: 2 }))).toEqual(['id-4', 'id-5', 'id-6']);
  expect(queries).toHaveLength(4);
});

test.each<[string, (url: string) => object]>([
  [
    'a total that is wrong',
    (url) => ({
      data: url.includes('offset') ? [] : [{ id: 'one', status: 'queued' }],
      pagination: { limit: 1, offset: 0, total: 1_000_000 },
    }),
  ],
  ['a list that neither ends nor says how long it is', () => ({ data: [{ id: 'one', status: 'queued' }] })],
])('%s does not make it run for ever', async (_, page) => {
  let asked = 0;
  const fetch: Fetch = async (url) => {
    if (++asked > 20) throw new Error('asked again and again');
    return Response.json(page(url));
  };
  expect(await idsOf(clientOf(fetch, { maxRetries: 0 }).lipsync.requests.list())).toEqual(['one']);
});

test('leaving the loop early asks for no further page', async () => {
  const { requests, queries } = listing(() => numbered(100));
  for await (const { id } of requests.list({ limit: 2 })) if (id === 'id-1') break;
  expect(queries).toHaveLength(1);
});

test('a bad query rejects, awaited or iterated', async () => {
  const { requests, queries } = listing(() => []);
  await expect(requests.list({ limit: 0 })).rejects.toThrow('limit');
  await expect(idsOf(requests.list({ limit: 0 }))).rejects.toThrow('limit');
  expect(queries).toEqual([]);
});

test('withResponse gives the page and its answer', async () => {
  const { requests } = listing(() => numbered(1));
  const { data, response } = await requests.list().withResponse();
  expect(data.data).toHaveLength(1);
  expect(response.status).toBe(200);
  expect(await idsOf(data)).toEqual(['id-0']);
});
