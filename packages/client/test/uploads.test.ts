import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ChamelaionError, toFile, type Uploadable, type UploadProgress } from '@chamelaion/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { audio, bytes, client, request_id } from './clip.ts';
import { pause } from './many.ts';
import { clientOf } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

let folder: string;
const clip = () => join(folder, 'clip.mp4');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  await writeFile(clip(), bytes);
});
afterAll(() => rm(folder, { recursive: true }));

const responseLike = { ok: true, headers: new Headers(), url: 'https://cdn.example.com/clip.mp4' };

test.each<[string, () => Uploadable | Promise<Uploadable>, string]>([
  ['a File', () => new File([bytes], 'my clip.mp4'), 'my clip.mp4'],
  ['a Blob', () => new Blob([bytes], { type: 'video/mp4' }), 'video.mp4'],
  ['a Uint8Array', () => bytes, 'video.mp4'],
  ['a Buffer', () => Buffer.from(bytes), 'video.mp4'],
  ['a slice of an array', () => new Uint8Array([9, ...bytes, 9]).subarray(1, -1), 'video.mp4'],
  ['an fs.ReadStream', () => createReadStream(clip()), 'clip.mp4'],
  ['an fs.ReadStream in pieces', () => createReadStream(clip(), { highWaterMark: 2 }), 'clip.mp4'],
  ['a Response', () => responseFrom('https://cdn.example.com/a/clip.mp4?sign=/x'), 'clip.mp4'],
  ['a Response without an address', () => new Response(bytes), 'video.mp4'],
  ['a ReadableStream', () => new Blob([bytes]).stream(), 'video.mp4'],
  ['a ReadableStream of a polyfill', polyfilled, 'video.mp4'],
  ['any stream of Node', () => Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]), 'video.mp4'],
  ['a stream of a file handle', async () => (await open(clip())).createReadStream(), 'video.mp4'],
  [
    'a Response of node-fetch',
    async () => ({ ...responseLike, body: createReadStream(clip()) }) as unknown as Response,
    'clip.mp4',
  ],
])('%s is uploaded byte for byte, with a name', async (_, video, name) => {
  const { lipsync, calls } = client();
  const answer = await lipsync.generateWithMedia({ video: await video(), audio });
  expect(answer).toEqual({ status: 'success', request_id });
  const form = calls[0]?.form;
  const sent = form?.get('video') as File;
  expect(sent.name).toBe(name);
  expect(new Uint8Array(await sent.arrayBuffer())).toEqual(bytes);
  expect(form?.get('audio')).toMatchObject({ name: 'voice.wav' });
});

function responseFrom(url: string): Response {
  const response = new Response(bytes, { headers: { 'content-type': 'video/mp4' } });
  return Object.defineProperty(response, 'url', { value: url });
}

test('a media type goes along if the upload has one', async () => {
  const { lipsync, calls } = client();
  const video = responseFrom('https://cdn.example.com/clip');
  await lipsync.generateWithMedia({ video, audio });
  expect(calls[0]?.form?.get('video')).toMatchObject({ name: 'clip', type: 'video/mp4' });
  await lipsync.generateWithMedia({ video: new Response(bytes), audio });
  expect(calls[1]?.form?.get('video')).toMatchObject({ type: 'application/octet-stream' });
});

test('a stream is sent again after a failure that proves that no job was made', async () => {
  const sent: Uint8Array[] = [];
  const { lipsync } = clientOf(async (_, init) => {
    const form = await new Response(init.body, { headers: new Headers(init.headers) }).formData();
    sent.push(new Uint8Array(await (form.get('video') as File).arrayBuffer()));
    if (sent.length === 1) throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' });
    return Response.json({ status: 'success', request_id });
  });
  await inVirtualTime(async () => lipsync.generateWithMedia({ video: new Blob([bytes]).stream(), audio }));
  expect(sent).toEqual([bytes, bytes]);
});

test.each([
  ['a timeout', {}, 'video cannot be read: nothing moved for 60000 ms'],
  ['an abort', { signal: AbortSignal.abort() }, 'aborted'],
])('a stream that gives nothing is left after %s', async (_, options, message) => {
  const { lipsync, calls } = client();
  let left = 0;
  const video = new ReadableStream<Uint8Array>({
    pull: () => new Promise(() => {}),
    cancel: () => void left++,
  });
  const call = inVirtualTime(async () => lipsync.generateWithMedia({ video, audio }, options));
  await expect(call).rejects.toThrow(message);
  expect(left).toBe(1);
  expect(calls).toEqual([]);
});

test('files may take longer than the timeout to be read and to be sent, as long as they move', async () => {
  const { lipsync } = clientOf(async (_, { body }) => {
    for await (const _ of body as ReadableStream<Uint8Array>) await pause(40_000);
    return Response.json({ status: 'success', request_id });
  });
  async function* slow() {
    for (const byte of bytes) {
      await pause(40_000);
      yield Uint8Array.of(byte);
    }
  }
  const call = inVirtualTime(() => lipsync.generateWithMedia({ video: slow(), audio }, { maxRetries: 0 }));
  expect((await call).request_id).toBe(request_id);
});

test('a stream that cannot be left, and gives more after an abort, leaves no timer', async () => {
  const { lipsync } = client();
  let asked = 0;
  const next = async () => {
    await (asked++ < 2 ? pause(300) : new Promise(() => {}));
    return { value: bytes };
  };
  const controller = new AbortController();
  await inVirtualTime(async () => {
    setTimeout(() => controller.abort(), 500);
    const video = { [Symbol.asyncIterator]: () => ({ next }) };
    const call = lipsync.generateWithMedia({ video, audio }, { signal: controller.signal });
    await expect(call).rejects.toThrow('aborted');
    await pause(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('the other fields go along as text, and only if they are set', async () => {
  const { lipsync, calls } = client();
  await lipsync.generateWithMedia({
    video: bytes,
    audio,
    reference_id: 'dub-episode-42',
    disable_active_speaker_detection: true,
  });
  await lipsync.generateWithMedia({ video: bytes, audio, reference_id: undefined });
  const [full, bare] = calls.map(({ form }) => form);
  expect(full?.get('reference_id')).toBe('dub-episode-42');
  expect(full?.get('disable_active_speaker_detection')).toBe('true');
  // A reference of our own making lets the job be found again.
  expect([...(bare?.keys() ?? [])].sort()).toEqual(['audio', 'reference_id', 'video']);
  expect(bare?.get('reference_id')).toMatch(/^chm_[\w-]{22}$/);
});

test.each<[string, () => unknown]>([
  ['video must be a File', () => undefined],
  ['video must be a File', () => 'clip.mp4'],
  ['video must be a File', () => ({ path: 'clip.mp4' })],
  ['video is empty', () => new File([], 'clip.mp4')],
  ['video is empty', () => new Uint8Array()],
  ['video cannot be read: ENOENT', () => createReadStream(`${clip()}.none`)],
  ['without an encoding', () => createReadStream(clip(), 'utf8')],
  ['video cannot be read: its Response is a 404', () => new Response('gone', { status: 404 })],
  ['video is empty', () => new Response(null)],
  ['video has been read before', () => used(new Response(bytes))],
  ['video has been read before', async () => (await begun(new Response(bytes))).body],
  ['video has been read before', () => begun(new Response(bytes))],
  ['video has been read before', () => begunStream()],
  ['without an encoding', () => new ReadableStream({ start: (queue) => queue.enqueue('text') })],
  ['video cannot be read: cut off', () => new ReadableStream({ start: (queue) => queue.error(new Error('cut off')) })],
  ['video cannot be read: enough', () => new ReadableStream({ start: (queue) => queue.error('enough') })],
])('"%s" is said before any request', async (message, video) => {
  const { lipsync, calls } = client();
  const failure = lipsync.generateWithMedia({ video: (await video()) as Uploadable, audio });
  await expect(failure).rejects.toThrow(ChamelaionError);
  await expect(failure).rejects.toThrow(message);
  expect(calls).toEqual([]);
});

test('the length is declared, and progress counts up to it', async () => {
  const { lipsync, calls } = client();
  const seen: number[] = [];
  let total = 0;
  const video = new File([new Uint8Array(300_000)], 'clip "1"\n.mp4');
  const onUploadProgress = (progress: UploadProgress) => {
    seen.push(progress.sent);
    total = progress.total;
  };
  await lipsync.generateWithMedia({ video, audio }, { onUploadProgress });
  expect(calls[0]?.headers.get('content-length')).toBe(String(total));
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(total);
  expect(calls[0]?.form?.get('video')).toMatchObject({ size: 300_000 });
});

test('a name cannot end its line, nor be taken for another by a parser that knows escapes', async () => {
  let sent = '';
  const { lipsync } = clientOf(async (_, init) => {
    sent = await new Response(init.body).text();
    return Response.json({ status: 'success', request_id });
  });
  await lipsync.generateWithMedia({ video: new File([bytes], 'a\\b"c\r\n.mp4'), audio });
  expect(sent).toContain('name="video"; filename="a%5Cb%22c%0D%0A.mp4"\r\n');
});

test.each<[string, () => Uploadable | Promise<Uploadable>]>([
  ['a ReadableStream', () => new Blob([bytes]).stream()],
  ['a promised Response', async () => new Response(bytes)],
  ['bytes', () => bytes],
])('toFile names %s', async (_, upload) => {
  const file = await toFile(upload(), 'clip.mp4', { type: 'video/mp4' });
  expect(file).toMatchObject({ name: 'clip.mp4', type: 'video/mp4', size: bytes.length });
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
});

test('toFile leaves a file as it is if nothing else is asked for', async () => {
  expect(await toFile(audio)).toBe(audio);
  await expect(toFile(new Uint8Array())).rejects.toThrow('The upload is empty');
});

test.each([null, 'video/mp4', { type: 4 }])('toFile refuses what is no object of options: %j', async (options) => {
  await expect(toFile(bytes, 'clip.mp4', options as never)).rejects.toThrow(ChamelaionError);
});

function polyfilled(): Uploadable {
  const stream = new Blob([bytes]).stream();
  return { getReader: () => stream.getReader() } as ReadableStream<Uint8Array>;
}

async function begunStream(): Promise<Uploadable> {
  const stream = createReadStream(clip());
  await once(stream, 'readable');
  stream.read(2);
  return stream;
}

function used(response: Response): Response {
  response.text();
  return response;
}

async function begun(response: Response): Promise<Response> {
  const reader = response.body?.getReader();
  await reader?.read();
  reader?.releaseLock();
  return response;
}
