import Chamelaion from '@chamelaion/client';
import { ChamelaionProvider, type LipsyncJobOptions, useLipsyncJob } from '@chamelaion/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { createWorld, type Page } from './open-page.tsx';
import { body, media } from './samples.ts';

const key = 'chamelaion.lipsync';
const show = ({ wrapper }: Page, options?: LipsyncJobOptions) =>
  renderHook(() => useLipsyncJob(options), { wrapper }).result;

test('two components with one storage key share the job, those with another have their own', async () => {
  const world = await createWorld();
  const page = world.open();
  const [one, two, other] = [show(page), show(page), show(page, { storageKey: 'other' })];
  act(() => void one.current.submit(body));
  await world.pass(10_000);
  expect(two.current.phase).toBe('processing');
  expect(two.current.request).toEqual(one.current.request);
  expect(other.current.phase).toBe('idle');
  const asked = world.asked('lipsync.requests.retrieve').length;
  act(() => void other.current.submit(body));
  await world.pass();
  expect(sessionStorage.getItem('other.lipsync')).not.toBeNull();
  expect(asked).toBeLessThan(20);
});

test('a submission outlives its component', async () => {
  const world = await createWorld();
  const page = world.open();
  const { result, unmount } = renderHook(() => useLipsyncJob(), { wrapper: page.wrapper });
  act(() => void result.current.submit(body));
  unmount();
  await world.pass(10_000);
  expect(sessionStorage.getItem(key)).toMatch(/^chm_[\w-]{22} \d+ [\da-f-]{36}$/);
  const polls = world.asked('lipsync.requests.retrieve');
  await world.pass(100_000);
  expect(world.asked('lipsync.requests.retrieve')).toEqual(polls);
});

test('a client that is replaced takes the job over, a submission under way with it', async () => {
  const world = await createWorld();
  const { queryClient } = world.open();
  const clientOf = (visit: string) =>
    new Chamelaion({
      baseURL: world.mock.url,
      defaultHeaders: { 'x-api-key': 'any', 'x-visit': visit },
      fetch: world.fetch,
      logLevel: 'off',
    });
  let client = clientOf('old');
  const { result, rerender } = renderHook(() => useLipsyncJob(), {
    wrapper: ({ children }: { children?: ReactNode }) => (
      <QueryClientProvider client={queryClient}>
        <ChamelaionProvider client={client}>{children}</ChamelaionProvider>
      </QueryClientProvider>
    ),
  });
  const { submit } = result.current;
  world.stall('lipsync.generate');
  act(() => void submit(body));
  await world.pass(1_000);
  client = clientOf('new');
  rerender();
  await world.pass(40_000);
  expect(result.current).toMatchObject({ phase: 'submitting', submit });
  await expect(submit(body)).rejects.toThrow('under way');

  act(() => result.current.reset());
  act(() => void submit(body));
  await world.pass(1_000);
  expect(result.current.phase).toBe('queued');
  const posts = world.mock.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ headers }) => headers['x-visit'])).toEqual(['old', 'new']);
});

test('clients of two servers have a job each', async () => {
  const world = await createWorld();
  const { wrapper } = world.open();
  const other = new Chamelaion({ baseURL: 'http://127.0.0.1:9/api', fetch: world.fetch, logLevel: 'off' });
  const { result } = renderHook(() => useLipsyncJob(), { wrapper });
  const { result: elsewhere } = renderHook(() => useLipsyncJob(), {
    wrapper: ({ children }: { children?: ReactNode }) =>
      wrapper({ children: <ChamelaionProvider client={other}>{children}</ChamelaionProvider> }),
  });
  act(() => void result.current.submit(body));
  await world.pass(1_000);
  expect([result.current.phase, elsewhere.current.phase]).toEqual(['queued', 'idle']);
});

test('an upload tells how far it is, whichever component came first', async () => {
  const world = await createWorld();
  const page = world.open();
  const createUploadFetch: LipsyncJobOptions['createUploadFetch'] =
    ({ onUploadProgress }) =>
    (url, init) => {
      if (init.body instanceof FormData) onUploadProgress({ sent: 3, total: 9 });
      return world.fetch(url, init);
    };
  const [before, form] = [show(page), show(page, { createUploadFetch })];
  show(page);
  world.stall('lipsync.generateWithMedia');
  act(() => void form.current.submitMedia(media()));
  await world.pass(1_000);
  expect(before.current.uploadProgress).toEqual({ sent: 3, total: 9 });
  act(() => form.current.reset());
});

test.each(['a storage key each', 'reset()'])('who signs in next sees nothing of the job before: %s', async (way) => {
  const world = await createWorld();
  const page = world.open();
  let user = 'one';
  const { result, rerender } = renderHook(
    () => useLipsyncJob(way === 'reset()' ? {} : { storageKey: `job of ${user}` }),
    { wrapper: page.wrapper },
  );
  act(() => void result.current.submit(body));
  await world.pass(10_000);
  expect(result.current.phase).toBe('processing');
  if (way === 'reset()') act(() => result.current.reset());
  user = 'two';
  rerender();
  expect(result.current).toMatchObject({ phase: 'idle', request: undefined });
  expect(sessionStorage.getItem(way === 'reset()' ? key : 'job of two')).toBeNull();
  const asked = world.asked().length;
  await world.pass(100_000);
  expect(world.asked()).toHaveLength(asked);
});
