import { spawnSync } from 'node:child_process';
import { appendFile, chmod, mkdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Chamelaion, { APIError, ChamelaionError } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import { expect, test } from 'vitest';
import { film, storage } from './storage.ts';
import { target } from './target.ts';

const request_id = '3b7df3e8-f578-44de-b4f5-5f58dd6b89e0';
const audio = new File(['RIFF'], 'voice.wav');

/** A client of a real server, and what that server got. */
async function upload() {
  const forms: FormData[] = [];
  const { request, seen } = await storage(async (request, response) => {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const body = Buffer.concat(await request.toArray().catch(() => []));
    if (!request.complete) return;
    forms.push(await new Response(body, { headers }).formData());
    response.end(JSON.stringify({ status: 'success', request_id }));
  });
  const baseURL = new URL(request.output_url).origin;
  return { seen, forms, lipsync: new Chamelaion({ apiKey: 'key', baseURL, maxRetries: 0 }).lipsync };
}

async function clip(name = 'clip.mp4', content: string | Buffer = film): Promise<string> {
  const path = join((await target()).folder, name);
  await writeFile(path, content);
  return path;
}

test('a file is uploaded byte for byte, with its name, type and length', async () => {
  const { lipsync, forms, seen } = await upload();
  const path = await clip();
  expect(await lipsync.generateWithMedia({ video: await fromPath(path), audio })).toEqual({
    status: 'success',
    request_id,
  });
  const sent = forms[0]?.get('video') as File;
  expect(sent).toMatchObject({ name: 'clip.mp4', type: 'video/mp4', size: film.length });
  expect(film.equals(Buffer.from(await sent.arrayBuffer()))).toBe(true);
  expect(Number(seen[0]?.headers['content-length'])).toBeGreaterThan(film.length);
});

test.each([null, 'video/mp4', { type: 4 }])('options that are none are refused: %j', async (options) => {
  await expect(fromPath(await clip(), options as never)).rejects.toThrow(ChamelaionError);
});

test('a file can be uploaded again', async () => {
  const { lipsync, forms } = await upload();
  const video = await fromPath(await clip());
  await lipsync.generateWithMedia({ video, audio });
  await lipsync.generateWithMedia({ video, audio });
  expect(forms.map((form) => (form.get('video') as File).size)).toEqual([film.length, film.length]);
});

test.each([
  ['clip.mp4', undefined, 'video/mp4'],
  ['VOICE.WAV', undefined, 'audio/wav'],
  ['voice.mp3', undefined, 'audio/mpeg'],
  ['clip', undefined, ''],
  ['clip', 'video/mp4', 'video/mp4'],
  ['clip.mp4', 'video/quicktime', 'video/quicktime'],
])('%s with the type %s has the type %j', async (name, type, expected) => {
  expect(await fromPath(await clip(name), { type })).toMatchObject({ name, type: expected });
});

test('the path may be a file: URL, and the time of the last change is kept', async () => {
  const path = await clip('my clip #1.mp4');
  await utimes(path, 1_775_556_000, 1_775_556_000);
  const file = await fromPath(pathToFileURL(path));
  expect(file).toMatchObject({ name: 'my clip #1.mp4', lastModified: 1_775_556_000_000 });
});

test.each<[string, () => Promise<unknown>]>([
  ['ENOENT', async () => join(dirname(await clip()), 'none.mp4')],
  ['is not a file', async () => dirname(await clip())],
  ['is not a file', async () => '/dev/zero'],
  ['is empty', async () => clip('clip.mp4', '')],
])('"%s" is said with the path', async (message, prepare) => {
  const path = (await prepare()) as string;
  const failure = fromPath(path);
  await expect(failure).rejects.toThrow(ChamelaionError);
  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.toThrow(path);
});

test.each([undefined, '', 42, new URL('https://example.com/clip.mp4')])('the path %s is refused', async (path) => {
  const failure = fromPath(path as string);
  await expect(failure).rejects.toThrow(ChamelaionError);
  await expect(failure).rejects.toThrow(/path (must be|is a URL of https:)/);
});

// Root reads everything.
test.skipIf(process.getuid?.() === 0)('a file that may not be read is said with its path', async () => {
  const path = await clip();
  await chmod(path, 0);
  await expect(fromPath(path)).rejects.toThrow(`${path} cannot be read: EACCES`);
});

test.each<[string, (path: string) => Promise<void>]>([
  ['grows', (path) => appendFile(path, 'more')],
  ['shrinks', (path) => truncate(path, 10)],
  ['vanishes', (path) => rm(path)],
  ['becomes a folder', (path) => rm(path).then(() => mkdir(path))],
])('a file that %s before it is sent fails the upload, which does not hang', async (_, change) => {
  const { lipsync, forms } = await upload();
  const path = await clip();
  const video = await fromPath(path);
  await change(path);
  await expect(lipsync.generateWithMedia({ video, audio })).rejects.toThrow(APIError);
  expect(forms).toEqual([]);
});

test.each<[string, (path: string) => Promise<void>]>([
  ['grows', (path) => appendFile(path, 'more')],
  ['shrinks', (path) => truncate(path, 10)],
])('a file that %s while it is sent fails the upload, which does not hang', async (_, change) => {
  const { lipsync, forms } = await upload();
  const path = await clip('clip.mp4', Buffer.alloc(20_000_000));
  const video = await fromPath(path);
  let changed: Promise<void> | undefined;
  const onUploadProgress = ({ sent }: { sent: number }) => {
    if (sent > 1_000_000) changed ??= change(path);
  };
  await expect(lipsync.generateWithMedia({ video, audio }, { onUploadProgress })).rejects.toThrow(APIError);
  await changed;
  expect(forms).toEqual([]);
});

test("nothing is printed on the user's stderr", async () => {
  const path = await clip();
  const script = `import { fromPath } from '@chamelaion/client/node'; await fromPath(${JSON.stringify(path)});`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

test.each([4, 5])('a file of %i GiB, which Node cannot open whole, is refused with the reason', async (gibibytes) => {
  // It is made of holes, and takes no room on the disk.
  const path = await clip();
  await truncate(path, gibibytes * 2 ** 30);
  await expect(fromPath(path)).rejects.toThrow(`${path} has ${gibibytes * 2 ** 30} bytes`);
});
