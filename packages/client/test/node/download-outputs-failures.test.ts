import { getEventListeners } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { APIError, APIUserAbortError, type VideoTranslateRequest } from '@chamelaion/client';
import {
  type DownloadOutputsOptions,
  type DownloadOutputsProgress,
  downloadOutputs,
  type FileKind,
} from '@chamelaion/client/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, expectWhole, filesSeen, translation } from './download-translation.ts';
import { fail, heard, serve } from './storage.ts';
import { failureOf, target } from './target.ts';

// Full jitter: no wait at all.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const text = (body: string, type?: string): RequestListener =>
  serve({ file: Buffer.from(body), headers: type ? { 'content-type': type, etag: '"page"' } : { etag: '"page"' } });

const html = '<!doctype html><p>1 --> 2</p>';
const foreign: [string, RequestListener][] = [
  ['HTML', text(html, 'text/html; charset=utf-8')],
  ['HTML that calls itself a file', text(html, 'application/octet-stream')],
  ['what calls itself HTML', text('1\n00:00:00,240 --> 00:00:01,080', 'text/html')],
  ['XML', text('<?xml version="1.0"?><Error/>', 'application/xml')],
  ['XML without a type', text('\uFEFF\r\n <Error><Code>1 --> AccessDenied</Code></Error>')],
  ['JSON', text('{"error":"1 -->"}', 'application/json')],
  ['JSON without a type', text('{"error":"1 -->"}')],
  ['HTML in UTF-16', serve({ file: Buffer.from(`\uFEFF${html}`, 'utf16le'), headers: {} })],
  ['nothing at all', text('')],
];
const kinds: [FileKind, string][] = [
  ['video', 'de.mp4'],
  ['audio', 'de.wav'],
  ['srt', 'de.srt'],
];
const cases = [
  ...kinds.flatMap((kind) => foreign.map((answer) => [...answer, ...kind] as const)),
  ['an error in plain text', text('404: 12 things not found', 'text/plain'), 'srt', 'de.srt'] as const,
  ['plain text', text('not found', 'text/plain'), 'audio', 'de.wav'] as const,
];

test.each(cases)('%s with status 200 never replaces what is there', async (_, answer, kind, file) => {
  const { folder, names } = await target();
  const place = join(folder, `job-1.${file}`);
  await writeFile(place, 'old');
  const lasting = await translation(['de'], { [file]: [answer] });
  await failureOf(downloadOutputs(lasting.request, { directory: folder, files: [kind] }));
  expect(lasting.seen).toHaveLength(6);
  expect(await readFile(place, 'utf8')).toBe('old');
  expect(await names()).toEqual([`job-1.${file}`]);

  const passing = await translation(['de'], { [file]: [answer, serve({ file: bytesOf(file) })] });
  await downloadOutputs(passing.request, { directory: folder, files: [kind] });
  expectWhole(await readFile(place), file);
});

test('a page that arrives bit by bit is a page', async () => {
  const { request, folder, names } = await translation(['de']);
  const fetch = async () => {
    const letters = [...`\n${html}`].map((letter) => new TextEncoder().encode(letter));
    const headers = { 'content-length': String(letters.length), 'content-type': 'video/mp4' };
    return new Response(ReadableStream.from(letters), { headers });
  };
  const error = await failureOf(downloadOutputs(request, { directory: folder, files: ['video'], fetch }));
  expect(error.message).toContain('the answer is a page or an error, not a video');
  expect(await names()).toEqual([]);
});

test('the first bytes of a page are not completed by the rest of a file, even if both have one ETag', async () => {
  const { request, folder, names } = await translation(['de'], {
    'de.mp4': [
      serve({ file: Buffer.from(html.padEnd(bytesOf('de.mp4').length)), cutAfter: 9 }),
      serve({ file: bytesOf('de.mp4') }),
    ],
  });
  const options = { directory: folder, files: ['video'], onProgress: heard } as const;
  await downloadOutputs(request, options);
  expectWhole(await readFile(join(folder, 'job-1.de.mp4')), 'de.mp4');
  expect(await names()).toEqual(['job-1.de.mp4']);
});

const subtitles = '1\r\n00:00:00,240 --> 00:00:01,080\r\nBa ti mo\r\n';
test.each([
  ['plain text', Buffer.from(subtitles), 'text/plain; charset=utf-8'],
  ['text with a byte order mark', Buffer.from(`\uFEFF${subtitles}`), 'text/srt'],
  ['UTF-16', Buffer.from(`\uFEFF${subtitles}`, 'utf16le'), 'application/x-subrip'],
  ['a first line that is empty', Buffer.from(`\n${subtitles}`), 'application/octet-stream'],
])('subtitles may be %s', async (_, file, type) => {
  const { request, folder } = await translation(['de'], {
    'de.srt': [serve({ file, headers: { 'content-type': type } })],
  });
  const { de } = await downloadOutputs(request, { directory: folder, files: ['srt'] });
  expect(file.equals(await readFile(de?.srt ?? ''))).toBe(true);
});

test('a failure ends the others at once: whole files stay, parts do not, and the rest is not asked for', async () => {
  const { folder, names } = await target();
  await writeFile(join(folder, 'job-1.de.wav'), 'old');
  let begun = () => {};
  const othersBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const { request, seen } = await translation(['de', 'fr'], {
    'de.mp4': [serve({ file: bytesOf('de.mp4'), stallAfter: 1_000 })],
    'de.wav': [serve({ file: bytesOf('de.wav'), stallAfter: 1_000 })],
    'fr.mp4': [(asked, response) => void othersBegun.then(() => fail(403)(asked, response))],
  });
  const onProgress = ({ received }: DownloadOutputsProgress) => received > 2_000 && begun();
  const error = await failureOf(downloadOutputs(request, { directory: folder, onProgress }));
  expect(error).toMatchObject({
    status: 403,
    message: expect.stringContaining('/output/fr.mp4: 403 from the storage'),
  });
  expect(await names()).toEqual(['job-1.de.srt', 'job-1.de.wav']);
  expectWhole(await readFile(join(folder, 'job-1.de.srt')), 'de.srt');
  expect(await readFile(join(folder, 'job-1.de.wav'), 'utf8')).toBe('old');
  expect(filesSeen(seen)).toEqual(['de.mp4', 'de.srt', 'de.wav', 'fr.mp4']);
});

test('a failure is not taken for that of another file', async () => {
  const { request, seen, folder } = await translation(['de'], {
    'de.mp4': [serve({ file: bytesOf('de.mp4'), stallAfter: 1_000 })],
    'de.wav': [fail(403)],
  });
  const retrieve = vi.fn(async () => ({ ...request, status: 'processing', outputs: undefined }) as never);
  const client = { videoTranslate: { requests: { retrieve } } };
  const error = await failureOf(downloadOutputs(request, { directory: folder, files: ['video', 'audio'], client }));
  expect(error.message).toContain('request job-1 has no outputs (its status is processing)');
  expect(retrieve).toHaveBeenCalledOnce();
  expect(seen).toHaveLength(2);
});

test('without a client an expired URL is an error, and with one it is renewed only once', async () => {
  const { request, folder, names } = await translation(['de'], { 'de.srt': [fail(403)] });
  const options: DownloadOutputsOptions = { directory: folder, files: ['srt'] };
  expect((await failureOf(downloadOutputs(request, options))).message).toContain('retrieve the request again');
  const retrieve = vi.fn(async () => request as VideoTranslateRequest);
  const client = { videoTranslate: { requests: { retrieve } } };
  expect(await failureOf(downloadOutputs(request, { ...options, client }))).toHaveProperty('status', 403);
  expect(retrieve).toHaveBeenCalledOnce();
  expect(await names()).toEqual([]);
});

test.each(['before', 'during'])('an abort %s the downloads ends all, and leaves nothing', async (when) => {
  const stalled = (file: string) => [serve({ file: bytesOf(file), stallAfter: 1_000 })];
  const { request, seen, folder, names } = await translation(['de', 'fr'], {
    'de.mp4': stalled('de.mp4'),
    'de.wav': stalled('de.wav'),
    'de.srt': [serve({ file: bytesOf('de.srt'), stallAfter: 9 })],
  });
  const directory = join(folder, 'out');
  const controller = new AbortController();
  const reason = new APIError('a reason that looks like an expired URL', { status: 403 });
  const retrieve = vi.fn(async () => request as VideoTranslateRequest);
  if (when === 'before') controller.abort(reason);
  const download = downloadOutputs(request, {
    directory,
    client: { videoTranslate: { requests: { retrieve } } },
    signal: controller.signal,
    onProgress: ({ received }) => received > 2_000 && controller.abort(reason),
  });
  const error = await failureOf(download);
  expect(error).toBeInstanceOf(APIUserAbortError);
  expect(error.cause).toBe(reason);
  expect(retrieve).not.toHaveBeenCalled();
  expect(seen).toHaveLength(when === 'before' ? 0 : 3);
  expect(await names()).toEqual(when === 'before' ? [] : ['out']);
  expect(await readdir(directory).catch(() => [])).toEqual([]);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test.each<[string, (folder: string) => Promise<unknown>, string]>([
  ['a file in place of the folder', (folder) => writeFile(join(folder, 'out'), ''), 'cannot be made: EEXIST'],
  [
    'a folder in place of a file',
    (folder) => mkdir(join(folder, 'out/job-1.de.mp4'), { recursive: true }),
    'not a file',
  ],
])('%s is said', async (_, prepare, message) => {
  const { request, folder } = await translation(['de']);
  await prepare(folder);
  const directory = join(folder, 'out');
  expect((await failureOf(downloadOutputs(request, { directory }))).message).toContain(message);
});
