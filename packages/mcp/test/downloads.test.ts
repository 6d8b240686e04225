import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';
import { connect, makeFolder, textOf, urls } from './world.ts';

async function withJob(tool: string, given: object) {
  const folder = await makeFolder();
  const world = await connect({ args: ['--allow-paid', '--downloads', folder] });
  const { structuredContent } = await world.call(tool, given);
  const { kind, request_id: id } = structuredContent as { kind: string; request_id: string };
  return { folder, world, job: { kind, id } };
}

it('brings a result to the folder, under the name of its id', async () => {
  const { folder, world, job } = await withJob('start_lipsync', urls);
  const early = await world.call('download_outputs', job);
  expect([early.isError, textOf(early)]).toEqual([true, expect.stringContaining('wait_for_job')]);
  expect(await readdir(folder)).toEqual([]);

  world.mock.clock.advance(10_000);
  const outside = join(folder, '..', `${job.id}.txt`);
  await writeFile(outside, 'untouched');
  const path = join(folder, `${job.id}.mp4`);
  // A link there is replaced, not followed.
  await symlink(outside, path);
  const answer = await world.call('download_outputs', job);
  expect(answer.structuredContent).toEqual({ done: true, files: [path] });
  expect((await readFile(path)).byteLength).toBeGreaterThan(1_000);
  expect(answer.content[1]).toEqual({ type: 'resource_link', name: `${job.id}.mp4`, uri: pathToFileURL(path).href });
  expect(await readFile(outside, 'utf8')).toBe('untouched');
  expect(await readdir(folder)).toEqual([`${job.id}.mp4`]);
  await rm(outside);
});

it('brings every file of a translation, once for calls at once', async () => {
  const film = { video: 'https://cdn.example.com/film.mp4', target_languages: ['de', 'fr'] };
  const { folder, world, job } = await withJob('start_translation', film);
  world.mock.clock.advance(10_000);
  const fetched = vi.spyOn(globalThis, 'fetch');
  const both = await Promise.all([1, 2].map(() => world.call('download_outputs', job)));
  expect(both[0]?.structuredContent).toEqual(both[1]?.structuredContent);
  const ends = ['de', 'fr'].flatMap((language) => ['mp4', 'srt', 'wav'].map((end) => `${language}.${end}`));
  expect(await readdir(folder)).toEqual(ends.map((end) => `${job.id}.${end}`));
  expect(fetched.mock.calls.filter(([url]) => String(url).includes('/output/'))).toHaveLength(6);
});

it('writes nowhere without a folder', async () => {
  const world = await connect();
  const answer = await world.call('download_outputs', { kind: 'lipsync', id: 'any' });
  expect([answer.isError, textOf(answer)]).toEqual([true, expect.stringContaining('--downloads DIR')]);
});
