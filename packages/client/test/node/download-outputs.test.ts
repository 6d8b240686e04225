import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import Chamelaion, { type Fetch, type VideoTranslateRequest } from '@chamelaion/client';
import { type DownloadOutputsProgress, downloadOutputs } from '@chamelaion/client/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, expectWhole, filesSeen, outputsOf, translation } from './download-translation.ts';
import { fail, heard, serve } from './storage.ts';
import { target } from './target.ts';

// Full jitter: no wait at all.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const soon = { interval: 1, timeout: 30_000 };
const all = ['de.mp4', 'de.srt', 'de.wav', 'fr.mp4', 'fr.srt', 'fr.wav'];

test('all files of all languages are written, and their absolute paths given', async () => {
  const { request, seen, folder, names } = await translation(['de', 'fr']);
  const paths = await downloadOutputs(request, { directory: relative('', folder) });
  const at = (file: string) => join(folder, `job-1.${file}`);
  expect(paths).toEqual({
    de: { video: at('de.mp4'), audio: at('de.wav'), srt: at('de.srt') },
    fr: { video: at('fr.mp4'), audio: at('fr.wav'), srt: at('fr.srt') },
  });
  for (const file of all) expectWhole(await readFile(at(file)), file);
  expect(await names()).toEqual(all.map((file) => `job-1.${file}`));
  expect(filesSeen(seen)).toEqual(all);
});

test('only some languages and files may be wanted, each once, under a name', async () => {
  const { request, seen, folder, names } = await translation(['de', 'fr', '../evil', 'DE']);
  const paths = await downloadOutputs(request, {
    directory: pathToFileURL(folder),
    name: 'Épisode 42 – 映画',
    languages: ['fr', 'fr'],
    files: ['srt', 'video', 'srt'],
  });
  expect(Object.keys(paths)).toEqual(['fr']);
  expect(Object.keys(paths['fr'] ?? {}).sort()).toEqual(['srt', 'video']);
  // @ts-expect-error: it was not wanted
  expect(paths['fr']?.audio).toBeUndefined();
  expect(await names()).toEqual(['Épisode 42 – 映画.fr.mp4', 'Épisode 42 – 映画.fr.srt']);
  expect(filesSeen(seen)).toEqual(['fr.mp4', 'fr.srt']);
});

test('a folder that is missing is made', async () => {
  const { request, folder } = await translation(['de']);
  const directory = join(folder, 'a', 'b');
  const { de } = await downloadOutputs(request, { directory, files: ['srt'] });
  expect(de).toEqual({ srt: join(directory, 'job-1.de.srt') });
});

// Windows has devices of these names, but the names of our files begin otherwise.
test.each(['__proto__', 'constructor', 'hasOwnProperty', 'zh-Hant', 'con', '中文'])(
  'the language %s is a language as any other',
  async (language) => {
    const { request, folder } = await translation([language]);
    expect(Object.hasOwn(request.outputs, language)).toBe(true);
    const paths = await downloadOutputs(request, { directory: folder, languages: [language] });
    expect(Object.getPrototypeOf(paths)).toBe(Object.prototype);
    expect(Object.entries(paths)).toEqual([
      [language, expect.objectContaining({ video: join(folder, `job-1.${language}.mp4`) })],
    ]);
    expectWhole(await readFile(join(folder, `job-1.${language}.mp4`)), `${language}.mp4`);
  },
);

test('three files are downloaded at a time', async () => {
  const { request, folder } = await translation(['de', 'fr']);
  let open = 0;
  const opened: number[] = [];
  await downloadOutputs(request, {
    directory: folder,
    async fetch(url, init) {
      opened.push(++open);
      await vi.waitUntil(() => opened.length >= 3, soon);
      const answer = await globalThis.fetch(url, init);
      open--;
      return answer;
    },
  });
  expect(opened).toHaveLength(6);
  expect(Math.max(...opened)).toBe(3);
});

test('progress counts bytes and files of all together, up to the last', async () => {
  const { request, folder } = await translation(['de', 'fr']);
  const seen: DownloadOutputsProgress[] = [];
  await downloadOutputs(request, { directory: folder, onProgress: (progress) => seen.push(progress) });
  const bytes = all.reduce((sum, file) => sum + bytesOf(file).length, 0);
  expect(seen.at(-1)).toEqual({ received: bytes, total: bytes, done: 6, files: 6 });
  for (const field of ['received', 'total', 'done'] as const) {
    const values = seen.map((progress) => progress[field] ?? Number.NaN);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  }
  expect(new Set(seen.map(({ done }) => done))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  expect(seen.every(({ received, total = 0 }) => received <= total)).toBe(true);
});

test('the total is unknown while the length of a file is', async () => {
  const { request, folder } = await translation(['de'], {
    'de.srt': [
      (_, response) => {
        response.write(bytesOf('de.srt').subarray(0, 9));
        response.end(bytesOf('de.srt').subarray(9));
      },
    ],
  });
  const totals: (number | undefined)[] = [];
  const onProgress = ({ total }: DownloadOutputsProgress) => void totals.push(total);
  await downloadOutputs(request, { directory: folder, files: ['srt'], onProgress });
  expect(totals[0]).toBeUndefined();
  expect(totals.at(-1)).toBe(bytesOf('de.srt').length);
  expectWhole(await readFile(join(folder, 'job-1.de.srt')), 'de.srt');
});

test('a file goes on where its connection broke', async () => {
  const file = bytesOf('de.wav');
  const { request, seen, folder, names } = await translation(['de'], {
    'de.wav': [serve({ file, cutAfter: 40_000 }), fail(503), serve({ file })],
  });
  await downloadOutputs(request, { directory: folder, files: ['audio'], onProgress: heard });
  expect(seen.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=40000-', 'bytes=40000-']);
  expectWhole(await readFile(join(folder, 'job-1.de.wav')), 'de.wav');
  expect(await names()).toEqual(['job-1.de.wav']);
});

/** Serves a file only to those who have a URL with this signature. */
const signed = (file: string, signature: string, status = 403): [RequestListener] => [
  (asked, response) =>
    asked.url?.endsWith(signature) ? serve({ file: bytesOf(file) })(asked, response) : fail(status)(asked, response),
];

test.each([401, 403, 404, 410])('URLs that expired (%s) are renewed together, by one request', async (status) => {
  const answers = all.map((file) => [file, signed(file, 'RENEWED', status)] as const);
  const { request, seen, urlOf } = await translation(['de', 'fr'], Object.fromEntries(answers));
  const asked: string[] = [];
  const client = new Chamelaion({
    apiKey: 'SECRET-key',
    async fetch(url) {
      asked.push(url);
      // The others are to meet it as well.
      await vi.waitUntil(() => answered >= 3, soon);
      const outputs = outputsOf(['de', 'fr'], (file) => urlOf(file, 'RENEWED'));
      return Response.json({ ...request, status: 'completed', outputs });
    },
  });
  let answered = 0;
  const fetch: Fetch = (...asked) => globalThis.fetch(...asked).finally(() => answered++);
  const { folder } = await target();
  await downloadOutputs(request, { directory: folder, client, fetch });
  for (const file of all) expectWhole(await readFile(join(folder, `job-1.${file}`)), file);
  expect(asked).toEqual(['https://api.chamelaion.com/api/v1/video-translate/requests/job-1']);
  // Files that begin later have the new URLs from the start.
  expect(seen).toHaveLength(9);
  expect(JSON.stringify(seen.map(({ headers }) => headers))).not.toContain('SECRET');
});

test('a URL that was renewed for the first files is renewed again for a later one', async () => {
  const languages = ['de', 'fr', 'it', 'nl'];
  const { request, urlOf } = await translation(languages, {
    'de.srt': signed('de.srt', 'first'),
    'nl.srt': signed('nl.srt', 'second'),
  });
  const signatures = ['first', 'second'];
  const retrieve = vi.fn(async () => {
    const signature = signatures.shift();
    return { ...request, outputs: outputsOf(languages, (file) => urlOf(file, signature)) } as VideoTranslateRequest;
  });
  const { folder, names } = await target();
  const client = { videoTranslate: { requests: { retrieve } } };
  await downloadOutputs(request, { directory: folder, files: ['srt'], client });
  expect(retrieve).toHaveBeenCalledTimes(2);
  expect(await names()).toHaveLength(4);
});
