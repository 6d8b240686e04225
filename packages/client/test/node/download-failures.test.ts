import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import Chamelaion, {
  APIConnectionError,
  APIError,
  ChamelaionError,
  type CompletedLipsyncRequest,
  InternalServerError,
} from '@chamelaion/client';
import { type DownloadOptions, download } from '@chamelaion/client/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { broken } from '../scripted.ts';
import { inVirtualTime } from '../virtual-time.ts';
import { fail, film, heard, serve, storage } from './storage.ts';
import { failureOf, target } from './target.ts';

// Full jitter: no wait at all.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

/** What a download says that leaves nothing behind, and what the storage was asked. */
async function fails(answer: RequestListener, options: DownloadOptions = {}) {
  const { request, seen, path, names } = await storage(answer);
  const error = await failureOf(download(request, path, { onProgress: heard, ...options }));
  expect(await names()).toEqual([]);
  return { error, seen };
}

test('a connection that always breaks at the same place ends after five retries, and leaves what was there', async () => {
  const { request, seen, path, names } = await storage(serve({ cutAfter: 40_000 }), serve({ cutAfter: 0 }));
  await writeFile(path, 'old');
  // A cut after no byte happens at once.
  const pulse = setInterval(() => heard({ received: 40_000 }), 1);
  const error = await failureOf(download(request, path, { onProgress: heard })).finally(() => clearInterval(pulse));
  expect(error).toBeInstanceOf(APIConnectionError);
  expect(error.message).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/output\/film\.mp4: .+; download it again$/);
  expect(seen).toHaveLength(6);
  expect(await names()).toEqual(['out.mp4']);
  expect(await readFile(path, 'utf8')).toBe('old');
});

test('retries wait ever longer', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.999_999);
  const { path } = await target();
  const times: number[] = [];
  const { request } = await storage(serve());
  const fetch = async (url: string, init: RequestInit) => {
    times.push(Date.now());
    return broken('ECONNRESET')(url, init);
  };
  const error = await failureOf(inVirtualTime(() => download(request, path, { fetch })));
  expect(error.message).toContain('no answer (ECONNRESET)');
  expect(times.map((time) => Math.round((time - (times[0] ?? 0)) / 10) * 10)).toEqual([
    0, 500, 1_500, 3_500, 7_500, 15_500,
  ]);
});

const tooShort = serve({ headers: { 'content-length': `${film.length + 1}` }, cutAfter: film.length, ranges: false });
const bare: RequestListener = (_, response) => {
  response.socket?.end('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhalf a film');
};
const says = (words: string) => expect.stringContaining(words);

test.each<[string, RequestListener, object, number]>([
  ['a server that cannot resume and always breaks', serve({ cutAfter: 40_000, ranges: false }), {}, 6],
  ['a Content-Length beyond the body', tooShort, { name: 'APIConnectionError' }, 6],
  ['a body of nothing', serve({ file: Buffer.alloc(0) }), { message: says('0 bytes instead of a file') }, 6],
  ['an answer whose end cannot be told from a cut', bare, { message: says('no Content-Length') }, 6],
  ...[400, 403, 404].map((status): [string, RequestListener, object, number] => [
    `a ${status}`,
    fail(status, { location: '/?SECRET', link: '<SECRET>' }),
    { status, message: says('retrieve the request again') },
    1,
  ]),
  ['a 503', fail(503, { link: '<SECRET>' }), { status: 503, message: says('download it again later') }, 6],
])('%s fails a download, and leaves nothing', async (_, answer, failure, requests) => {
  const { error, seen } = await fails(answer);
  expect(error).toBeInstanceOf(APIError);
  expect(error).toMatchObject(failure);
  expect(seen).toHaveLength(requests);
});

const half = gzipSync(film).subarray(0, 1_000);

test.each<[string, Buffer, Record<string, string>]>([
  ['text/html', Buffer.from('hello'), { 'content-type': 'text/html; charset=utf-8' }],
  ['is a page', Buffer.from('\n<!doctype html>'), { 'content-type': 'video/mp4' }],
  // Decoded, half a body reads like a whole one.
  ['is encoded', half, { 'content-encoding': 'gzip' }],
])('a 200 that %s replaces nothing, and may be gone the next time', async (message, file, headers) => {
  const page = serve({ file, headers });
  const { path, names } = await target();
  await writeFile(path, 'old');
  const lasting = await storage(page);
  const error = await failureOf(download(lasting.request, path, { onProgress: heard }));
  expect(error).toMatchObject({ status: 200, message: expect.stringContaining(message) });
  expect(lasting.seen).toHaveLength(6);
  expect(lasting.seen[0]?.headers['accept-encoding']).toBe('identity');
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await names()).toEqual(['out.mp4']);

  const passing = await storage(page, serve());
  await download(passing.request, path, { onProgress: heard });
  expect(film.equals(await readFile(path))).toBe(true);
});

test('an output_url is fetched anew once', async () => {
  const { request, seen, path } = await storage(fail(403));
  const retrieve = vi.fn(async () => request as CompletedLipsyncRequest);
  const error = await failureOf(download(request, path, { client: { lipsync: { requests: { retrieve } } } }));
  expect(error.status).toBe(403);
  expect(retrieve).toHaveBeenCalledOnce();
  expect(seen).toHaveLength(2);
});

test.each<[string, () => Response, new (...args: never[]) => Error]>([
  ['the API fails', () => Response.json({ error: 'internal error' }, { status: 500 }), InternalServerError],
  ['the job is not completed', () => Response.json({ id: 'job-1', status: 'queued' }), ChamelaionError],
])("if %s when the output_url is to be fetched anew, that is the download's error", async (_, answer, kind) => {
  const client = new Chamelaion({ apiKey: 'key', maxRetries: 0, fetch: async () => answer() });
  expect((await fails(fail(403), { client })).error).toBeInstanceOf(kind);
});

test.each<[string, (path: string) => Promise<string>]>([
  ['a folder that is missing', async (path) => `${path}/none/out.mp4`],
  ['a folder in its place', (path) => mkdir(path).then(() => path)],
  // A device of the machine itself would be lost if this failed.
  ['a pipe', async (path) => execFileSync('mkfifo', [path]) && path],
])('%s is said before any request', async (_, prepare) => {
  const { request, seen, path, names } = await storage(serve());
  const place = await prepare(path);
  const before = await names();
  expect((await failureOf(download(request, place))).message).toContain(place);
  expect(await names()).toEqual(before);
  expect(seen).toEqual([]);
});

test('the error names a folder that vanishes during the download', async () => {
  const { request, path, folder } = await storage(serve());
  const failure = download(request, path, { onProgress: () => rmSync(folder, { recursive: true, force: true }) });
  expect((await failureOf(failure)).message).toContain(`${path} cannot be written: ENOENT`);
});

test('what onProgress throws ends the download', async () => {
  const { request, seen, path, names } = await storage(serve());
  const onProgress = () => {
    throw new RangeError('no more');
  };
  await expect(download(request, path, { onProgress })).rejects.toThrow(RangeError);
  expect(seen).toHaveLength(1);
  expect(await names()).toEqual([]);
});

test.each<[string, object, DownloadOptions?]>([
  ['request undefined has no output_url', undefined as unknown as object],
  ['request a has no output_url (its status is queued)', { id: 'a', status: 'queued' }],
  ['not an http(s) URL', { id: 'a', output_url: 'nonsense?SECRET' }],
  ['not an http(s) URL', { id: 'a', output_url: 'file:///etc/passwd?SECRET' }],
  ['client must be', {}, { client: {} as never }],
  ['signal must be', {}, { signal: 'x' as never }],
  ['signal must be', {}, { signal: { aborted: false } as never }],
  ['onProgress must be', {}, { onProgress: 'x' as never }],
  ['fetch must be', {}, { fetch: null as never }],
])('"%s" is said before any request', async (message, request, options) => {
  const { path, names } = await target();
  expect((await failureOf(download(request as never, path, options))).message).toContain(message);
  expect(await names()).toEqual([]);
});

test.each<[string, (url: string) => unknown]>([
  [
    'no answer (request to [url] failed',
    (url) => Object.assign(new TypeError(`request to ${url} failed, tried ${new URL(url).search}`), { input: url }),
  ],
  ['no answer (undefined)', () => undefined],
  ['no answer (enough)', () => 'enough'],
])("whatever a fetch fails with, the error says '%s'", async (words, thrown) => {
  const fetch = (url: string) => Promise.reject(thrown(url));
  expect((await fails(serve(), { fetch })).error.message).toContain(words);
});
