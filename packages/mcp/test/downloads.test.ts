import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeMock, connect, textOf, urls, type World } from './world.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-downloads-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});
afterAll(closeMock);

const film = { video: 'https://cdn.example.com/film.mp4', target_languages: ['de', 'fr'] };

async function withJob(tool: string, given: object): Promise<{ world: World; job: { kind: string; id: string } }> {
  const world = await connect({ args: ['--allow-paid', '--downloads', folder] });
  const { structuredContent } = await world.call(tool, given);
  world.mock.clock.advance(10_000);
  const { kind, request_id } = structuredContent as { kind: string; request_id: string };
  return { world, job: { kind, id: request_id } };
}

it('brings a result to the folder, under the name of its id', async () => {
  const { world, job } = await withJob('start_lipsync', urls);
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
  await world.close();
});

it('brings every file of a translation, once for calls at once', async () => {
  const { world, job } = await withJob('start_translation', film);
  const fetched = vi.spyOn(globalThis, 'fetch');
  const both = await Promise.all([1, 2].map(() => world.call('download_outputs', job)));
  expect(both[0]?.structuredContent).toEqual(both[1]?.structuredContent);
  const expected = ['de', 'fr'].flatMap((language) =>
    ['mp4', 'srt', 'wav'].map((end) => `${job.id}.${language}.${end}`),
  );
  expect(await readdir(folder)).toEqual(expected);
  expect(fetched.mock.calls.filter(([url]) => String(url).includes('/output/'))).toHaveLength(6);
  fetched.mockRestore();
  await world.close();
});

it('waits for the job first', async () => {
  const { world, job } = await withJob('start_lipsync', urls);
  world.mock.reset();
  const { structuredContent } = await world.call('start_lipsync', { ...urls, disable_active_speaker_detection: true });
  const answer = await world.call('download_outputs', { ...job, id: structuredContent?.['request_id'] });
  expect(answer.isError).toBe(true);
  expect(textOf(answer)).toContain('wait_for_job');
  expect(await readdir(folder)).toEqual([]);
  await world.close();
});

it('writes nowhere without a folder', async () => {
  const world = await connect();
  const answer = await world.call('download_outputs', { kind: 'lipsync', id: 'any' });
  expect(answer.isError).toBe(true);
  expect(textOf(answer)).toContain('--downloads DIR');
  await world.close();
});
