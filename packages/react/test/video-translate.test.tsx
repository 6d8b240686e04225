import {
  chamelaionKeys,
  useInfiniteVideoTranslateRequests,
  useLipsyncJob,
  useVideoTranslateJob,
  useVideoTranslateRequest,
  useVideoTranslateRequests,
  useVoices,
} from '@chamelaion/react';
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openHook } from './open-job.ts';
import { createWorld, openPage } from './open-page.tsx';
import { body } from './samples.ts';

const translation = {
  inputs: [{ type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' }] as { type: 'video'; url: string }[],
  target_languages: ['de', 'fr'],
};
const reference = 'chm_AAAAAAAAAAAAAAAAAAAAAA';

test('a translation is led from its submission to its outputs, a reload in between', async () => {
  const { world, result, unmount } = await openHook(() => useVideoTranslateJob());
  act(() => void result.current.submit(translation));
  await world.pass(20_000);
  const { phase } = result.current;
  expect(['uploading', 'processing']).toContain(phase);
  unmount();

  const { wrapper } = world.open();
  const after = renderHook(() => useVideoTranslateJob(), { wrapper });
  await world.pass(90_000);
  const { request } = after.result.current;
  expect(after.result.current.phase).toBe('completed');
  expect(Object.keys(request?.outputs ?? {})).toEqual(['de', 'fr']);
  expect(world.mock.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test.each([
  ['chamelaion', {}],
  ['mine', { storageKey: 'mine' }],
])('a page leads a job of each kind, and stores them apart under %s', async (key, options) => {
  const hooks = () => ({ dub: useLipsyncJob(options), translate: useVideoTranslateJob(options) });
  const { world, result } = await openHook(hooks);
  act(() => void result.current.dub.submit(body));
  act(() => void result.current.translate.submit(translation));
  await world.pass(100_000);
  expect(result.current.dub.request).toHaveProperty('output_url');
  expect(result.current.translate.request).toHaveProperty('outputs');
  expect(Object.keys(sessionStorage).sort()).toEqual([`${key}.lipsync`, `${key}.videoTranslate`]);
});

test('a translation whose answer never came is looked for in the list alone, and given up if it is not there', async () => {
  const world = await createWorld();
  sessionStorage.setItem('chamelaion.videoTranslate', `${reference} ${Date.now()} `);
  const { wrapper } = world.open();
  const { result } = renderHook(() => useVideoTranslateJob(), { wrapper });
  await world.pass(1_000);
  expect(result.current.phase).toBe('looking');
  await world.pass(60_000);
  expect(result.current.phase).toBe('interrupted');
  const asked = new Set(world.mock.requests.map(({ operation }) => operation));
  expect([...asked]).toEqual(['videoTranslate.requests.list']);
});

test('one that shows late is found by its reference', async () => {
  const { world, client, wrapper } = await openPage();
  world.mock.failNext('late', { on: 'videoTranslate.generate', lateMs: 5_000, listLateMs: 5_000 });
  await client.videoTranslate.generate({ ...translation, reference_id: reference });
  sessionStorage.setItem('chamelaion.videoTranslate', `${reference} ${Date.now()} `);
  const { result } = renderHook(() => useVideoTranslateJob(), { wrapper });
  await world.pass(100_000);
  expect(result.current.phase).toBe('completed');
});

test('requests, lists with filters, pages and voices are fetched', async () => {
  const { world, client, wrapper, queryClient } = await openPage();
  const { request_id } = await client.videoTranslate.generate(translation);
  await client.videoTranslate.generate({ ...translation, target_languages: ['ja'] });
  const { result } = renderHook(
    () => ({
      one: useVideoTranslateRequest(request_id),
      none: useVideoTranslateRequest(undefined),
      french: useVideoTranslateRequests({ target_language: 'fr' }),
      pages: useInfiniteVideoTranslateRequests({ limit: 1 }),
      voices: useVoices({ language: 'de', gender: 'Female' }),
    }),
    { wrapper },
  );
  await world.pass(100_000);
  const { one, none, french, pages, voices } = result.current;
  expect(one.data).toMatchObject({ status: 'completed', target_languages: ['de', 'fr'] });
  expect(none.fetchStatus).toBe('idle');
  expect(french.data?.data.map(({ id }) => id)).toEqual([request_id]);
  expect(pages.hasNextPage).toBe(true);
  act(() => void pages.fetchNextPage());
  await world.pass(500);
  expect(result.current.pages.data?.pages.map(({ data }) => data.length)).toEqual([1, 1]);
  expect(voices.data?.voices.map(({ name }) => name)).toEqual(['Anna', 'Mia']);
  const keys = queryClient.getQueryCache().findAll({ queryKey: chamelaionKeys.videoTranslate.requests(client) });
  expect(keys).toHaveLength(4);
});
