import { lstat, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import Chamelaion, { type Fetch } from '@chamelaion/client';
import { type DownloadOptions, type DownloadProgress, download } from '@chamelaion/client/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail, film, heard, type Serving, serve, storage } from './storage.ts';
import { target } from './target.ts';

// Full jitter: no wait at all.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const changed = Buffer.from(film).reverse();

/** Downloads what a storage answers, and expects the whole file in its place and nothing beside it. */
async function whole(answers: [RequestListener, ...RequestListener[]], file = film, options: DownloadOptions = {}) {
  const { request, seen, path, names } = await storage(...answers);
  await writeFile(path, 'old');
  await expect(download(request, path, { onProgress: heard, ...options })).resolves.toBe(path);
  expect((await readFile(path)).equals(file)).toBe(true);
  expect(await names()).toEqual(['out.mp4']);
  return seen;
}

test('the file is written whole, in place of what was there, and the storage gets no credentials', async () => {
  const client = new Chamelaion({ apiKey: 'SECRET-key', bearerToken: 'SECRET-token' });
  const seen = await whole([serve()], film, { client });
  expect(JSON.stringify(seen[0]?.headers)).not.toContain('SECRET');
});

test('progress counts up to the total, while the final name is not taken', async () => {
  const { request, path, names } = await storage(serve());
  const seen: DownloadProgress[] = [];
  let during: Promise<string[]> | undefined;
  await download(request, path, {
    onProgress(progress) {
      seen.push(progress);
      during ??= names();
    },
  });
  expect(seen.at(-1)).toEqual({ received: film.length, total: film.length });
  expect(seen.map(({ received }) => received)).toEqual(seen.map(({ received }) => received).sort((a, b) => a - b));
  expect(await during).toEqual([expect.stringMatching(/^out\.mp4\.\w{8}\.part$/)]);
});

const second = 'Tue, 07 Apr 2026 10:01:30 GMT';

test.each([
  ['a strong ETag', { etag: '"one"' }, '"one"'],
  ['a date of the second before', { 'last-modified': second, date: 'Tue, 07 Apr 2026 10:01:31 GMT' }, second],
  ['a date beside a weak ETag', { etag: 'W/"1"', 'last-modified': second }, second],
])('after each drop it goes on where it broke, while the file is the same by %s', async (_, headers, validator) => {
  const cut = serve({ cutAfter: 40_000, headers });
  const seen = await whole([cut, cut, cut, cut, cut, cut, cut, serve({ headers })]);
  const ranges = seen.map((call) => call.headers.range);
  expect(ranges).toEqual([undefined, ...Array.from({ length: 7 }, (_, cuts) => `bytes=${(cuts + 1) * 40_000}-`)]);
  expect(new Set(seen.slice(1).map((call) => call.headers['if-range']))).toEqual(new Set([validator]));
});

const other = { etag: '"two"' };
const range =
  (value: string, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(206, { 'content-range': value, 'content-length': 5, etag: '"one"', ...headers }).end('other');

const longer: RequestListener = ({ headers: { range } }, response) => {
  const start = Number(/\d+/.exec(range ?? ''));
  const span = `bytes ${start}-${film.length - 1}/${film.length}`;
  response.writeHead(206, { 'content-range': span, etag: '"one"' });
  response.end(Buffer.concat([film.subarray(start), film]));
};

test.each<[string, Serving | RequestListener, Buffer]>([
  ['the server ignores ranges', { ranges: false }, film],
  ['the file has changed', { file: changed, headers: other }, changed],
  [
    'the file has changed, and the server ignores conditions',
    { file: changed, headers: other, conditions: false },
    changed,
  ],
  [
    'the file has changed, and the server says no version of the part',
    { file: changed, headers: {}, conditions: false },
    changed,
  ],
  ['the server says 416', fail(416, { 'content-range': `bytes */${film.length}` }), film],
  ['the range is not the one asked for', range(`bytes 0-4/${film.length}`), film],
  ['the range is of a longer file', range(`bytes 40000-40004/${film.length + 1}`), film],
  ['the part is encoded', range(`bytes 40000-40004/${film.length}`, { 'content-encoding': 'zip' }), film],
  ['the range has no total', range('bytes 40000-40004/*'), film],
  ['the range is not named', range(''), film],
  ['the part goes on beyond its file', longer, film],
])('it starts over if %s', async (_, then, result) => {
  const second = typeof then === 'function' ? then : serve(then);
  const third = result === film ? serve() : serve({ file: changed, headers: other });
  const seen = await whole([serve({ cutAfter: 40_000 }), second, third], result);
  // Asked for a part once, and not again.
  if (seen.length === 3) expect(seen[2]?.headers).not.toHaveProperty('range');
});

test.each([
  ['no validator', {}],
  ['only a weak one', { etag: 'W/"one"' }],
  ['a date of this very second', { 'last-modified': second, date: second }],
])('it starts over if the server gives %s', async (_, headers) => {
  const seen = await whole([serve({ cutAfter: 40_000, headers }), serve({ headers })]);
  expect(seen[1]?.headers).not.toHaveProperty('range');
});

test.each([
  ['known', { 'content-length': film.length }],
  ['not known at first', {}],
])('ranges shorter than asked for add up if the length is %s', async (_, length) => {
  const piece =
    (start: number, end: number): RequestListener =>
    (_, response) => {
      response.writeHead(206, { 'content-range': `bytes ${start}-${end - 1}/${film.length}`, etag: '"one"' });
      response.end(film.subarray(start, end));
    };
  let cut = () => {};
  const first: RequestListener = (_, response) => {
    response.writeHead(200, { etag: '"one"', ...length }).write(film.subarray(0, 1_000));
    cut = () => response.destroy();
  };
  const pieces = [piece(1_000, 99_000), piece(99_000, film.length)];
  expect(await whole([first, ...pieces], film, { onProgress: () => cut() })).toHaveLength(3);
});

test('a file of unknown length is whole when its last chunk says so', async () => {
  const chunks: RequestListener = (_, response) => {
    response.write(film.subarray(0, 1_000));
    response.end(film.subarray(1_000));
  };
  const totals = new Set<number | undefined>();
  await whole([chunks], film, { onProgress: ({ total }) => totals.add(total) });
  expect([...totals]).toEqual([undefined]);
});

test('what is there keeps its rights, and a link stays a link', async () => {
  const { request, path, folder, names } = await storage(serve());
  await writeFile(path, 'old', { mode: 0o600 });
  await mkdir(join(folder, 'links'));
  const link = join(folder, 'links', 'latest.mp4');
  await symlink('../out.mp4', link);
  await expect(download(request, link)).resolves.toBe(link);
  expect(film.equals(await readFile(path))).toBe(true);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await names()).toEqual(['links', 'out.mp4']);
});

test('a link that leads nowhere yet gets its file', async () => {
  const { request, path, folder } = await storage(serve());
  const link = join(folder, 'latest.mp4');
  await symlink('out.mp4', link);
  await download(request, link);
  expect(film.equals(await readFile(path))).toBe(true);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
});

test.each(['x'.repeat(251), '映'.repeat(83)])('a name may be as long as the file system allows', async (name) => {
  const { request, folder, names } = await storage(serve());
  await download(request, join(folder, `${name}.mp4`));
  expect(await names()).toEqual([`${name}.mp4`]);
});

const cut: RequestListener = (_, response) => response.write(film.subarray(0, 1_000), () => response.destroy());

test.each<[string, RequestListener]>([
  ['a redirect', fail(302, { location: '/output/film.mp4?signature=SECRET' })],
  ...[503, 500, 408, 429].map((status): [string, RequestListener] => [
    `a ${status}`,
    fail(status, { 'retry-after': '0' }),
  ]),
  ['a cut in a file of unknown length', cut],
])('the file arrives whole after %s', async (_, answer) => {
  expect((await whole([answer, serve()])).map(({ url }) => url)).toEqual(
    Array(2).fill('/output/film.mp4?signature=SECRET'),
  );
});

test.each([401, 403, 404, 410])(
  'an output_url that has expired (%s) is fetched anew, and goes on from the last byte',
  async (status) => {
    const { request, seen } = await storage(serve({ cutAfter: 40_000 }), fail(status), serve());
    const renewed = { ...request, output_url: request.output_url.replace('SECRET', 'RENEWED') };
    const asked: string[] = [];
    const fetch: Fetch = async (url) => {
      asked.push(url);
      return Response.json(renewed);
    };
    const client = new Chamelaion({ apiKey: 'key', fetch });
    const { path } = await target();
    await download(request, path, { client, onProgress: heard });
    expect(film.equals(await readFile(path))).toBe(true);
    expect(asked).toEqual(['https://api.chamelaion.com/api/v1/lipsync/requests/job-1']);
    expect(seen[2]).toMatchObject({
      url: '/output/film.mp4?signature=RENEWED',
      headers: { range: 'bytes=40000-' },
    });
  },
);

test('downloads to one path at the same time do not mix', async () => {
  const { path, names } = await target();
  const [one, two] = await Promise.all([
    storage(serve({ cutAfter: 40_000 }), serve()),
    storage(serve({ cutAfter: 70_000, file: changed }), serve({ file: changed })),
  ]);
  await Promise.all([one, two, one].map(({ request }) => download(request, path, { onProgress: heard })));
  const result = await readFile(path);
  expect(result.equals(film) || result.equals(changed)).toBe(true);
  expect(await names()).toEqual(['out.mp4']);
});
