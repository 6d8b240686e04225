import { ChamelaionError, toFile, type Uploadable } from '@chamelaion/client';
import { expect, test } from 'vitest';

const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128]);

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
  const file = new File([bytes], 'voice.wav', { type: 'audio/wav' });
  expect(await toFile(file)).toBe(file);
  await expect(toFile(new Uint8Array())).rejects.toThrow('The upload is empty');
});

test.each([null, 'video/mp4', { type: 4 }])('options of toFile that are none are refused: %j', async (options) => {
  await expect(toFile(bytes, 'clip.mp4', options as never)).rejects.toThrow(ChamelaionError);
});
