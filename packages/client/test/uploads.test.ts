import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Chamelaion, { ChamelaionError, type Uploadable } from '@chamelaion/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answeringJSON } from './answer.ts';

const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128]);
const request_id = '3b7df3e8-f578-44de-b4f5-5f58dd6b89e0';
const audio = new File([bytes], 'voice.wav', { type: 'audio/wav' });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  await writeFile(join(folder, 'clip.mp4'), bytes);
});
afterAll(() => rm(folder, { recursive: true }));

function client() {
  const { fetch, calls } = answeringJSON({ status: 'success', request_id });
  return { calls, lipsync: new Chamelaion({ apiKey: 'key', baseURL: 'https://mock.test', fetch }).lipsync };
}

test.each<[string, () => Uploadable, string]>([
  ['a File', () => new File([bytes], 'my clip.mp4'), 'my clip.mp4'],
  ['a Blob', () => new Blob([bytes], { type: 'video/mp4' }), 'video.mp4'],
  ['a Uint8Array', () => bytes, 'video.mp4'],
  ['a Buffer', () => Buffer.from(bytes), 'video.mp4'],
  ['a slice of an array', () => new Uint8Array([9, ...bytes, 9]).subarray(1, -1), 'video.mp4'],
  ['an fs.ReadStream', () => createReadStream(join(folder, 'clip.mp4')), 'clip.mp4'],
  [
    'an fs.ReadStream in pieces',
    () => createReadStream(join(folder, 'clip.mp4'), { highWaterMark: 2 }),
    'clip.mp4',
  ],
])('%s is uploaded byte for byte, with a name', async (_, video, name) => {
  const { lipsync, calls } = client();
  const answer = await lipsync.generateWithMedia({ video: video(), audio });
  expect(answer).toEqual({ status: 'success', request_id });
  const form = calls[0]?.init.body as FormData;
  const sent = form.get('video') as File;
  expect(sent.name).toBe(name);
  expect(new Uint8Array(await sent.arrayBuffer())).toEqual(bytes);
  expect((form.get('audio') as File).name).toBe('voice.wav');
  // The boundary is fetch's to choose.
  expect(calls[0]?.headers.has('content-type')).toBe(false);
});

test('the other fields go along as text, and only where they are set', async () => {
  const { lipsync, calls } = client();
  await lipsync.generateWithMedia({
    video: bytes,
    audio,
    reference_id: 'dub-episode-42',
    disable_active_speaker_detection: true,
  });
  await lipsync.generateWithMedia({ video: bytes, audio, reference_id: undefined });
  const [full, bare] = calls.map(({ init }) => init.body as FormData);
  expect(full?.get('reference_id')).toBe('dub-episode-42');
  expect(full?.get('disable_active_speaker_detection')).toBe('true');
  expect([...(bare?.keys() ?? [])].sort()).toEqual(['audio', 'video']);
});

test.each<[string, () => unknown]>([
  ['video must be a File', () => undefined],
  ['video must be a File', () => 'clip.mp4'],
  ['video must be a File', () => ({ path: 'clip.mp4' })],
  ['video is empty', () => new File([], 'clip.mp4')],
  ['video is empty', () => new Uint8Array()],
  ['video cannot be read: ENOENT', () => createReadStream(join(folder, 'none.mp4'))],
  ['without an encoding', () => createReadStream(join(folder, 'clip.mp4'), 'utf8')],
])('"%s" is said before any request', async (message, video) => {
  const { lipsync, calls } = client();
  const failure = lipsync.generateWithMedia({ video: video() as Uploadable, audio });
  await expect(failure).rejects.toThrow(ChamelaionError);
  await expect(failure).rejects.toThrow(message);
  expect(calls).toEqual([]);
});
