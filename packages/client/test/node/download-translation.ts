import type { RequestListener } from 'node:http';
import type { Completed, VideoTranslateRequest } from '@chamelaion/client';
import { expect } from 'vitest';
import { film, type Storage, serve, storage } from './storage.ts';

type Translation = Pick<Completed<VideoTranslateRequest>, 'id' | 'outputs'>;

/** What each file holds: no two begin alike. */
export function bytesOf(file: string): Buffer {
  const first = file.endsWith('.srt') ? `1\r\n00:00:00,240 --> 00:00:01,080\r\n[${file}]\r\n` : `RIFF ${file}`;
  return Buffer.concat([Buffer.from(first), film.subarray(0, file.endsWith('.srt') ? 0 : 100_000)]);
}

/** The name behind a URL: `de.mp4`. */
function fileOf(url = ''): string {
  return decodeURIComponent(/[^/?]+(?=\?|$)/.exec(url)?.[0] ?? '');
}

/**
 * A translation on a server on 127.0.0.1. Each request for a file that is named here gets the next of its answers, and
 * the last for all that follow; other files are served as they are.
 */
export async function translation(languages: readonly string[], answers: { [file: string]: RequestListener[] } = {}) {
  const counts = new Map<string, number>();
  const { request, seen, folder, names } = await storage((asked, response) => {
    const file = fileOf(asked.url);
    const count = counts.get(file) ?? 0;
    counts.set(file, count + 1);
    const own = answers[file] ?? [serve({ file: bytesOf(file) })];
    own[Math.min(count, own.length - 1)]?.(asked, response);
  });
  const urlOf = (file: string, signature = 'SECRET') =>
    new URL(`/output/${encodeURIComponent(file)}?signature=${signature}`, request.output_url).href;
  return { request: { id: 'job-1', outputs: outputsOf(languages, urlOf) }, seen, urlOf, folder, names };
}

/** The outputs in some languages. */
export function outputsOf(languages: readonly string[], urlOf: (file: string) => string): Translation['outputs'] {
  return Object.fromEntries(
    languages.map((language) => [
      language,
      { video: urlOf(`${language}.mp4`), audio: urlOf(`${language}.wav`), srt: urlOf(`${language}.srt`) },
    ]),
  );
}

/** The requests that were seen, by file, in order of their names. */
export function filesSeen(seen: Storage['seen']): string[] {
  return seen.map(({ url }) => fileOf(url)).sort();
}

/** Expects what was written to be the file of this name. */
export function expectWhole(contents: Buffer, file: string): void {
  expect(contents.equals(bytesOf(file)), `${file} is whole`).toBe(true);
}
