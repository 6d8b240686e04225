import Chamelaion from '@chamelaion/client';
import {
  ChamelaionProvider,
  type LipsyncJobOptions,
  useLipsyncJob,
  useLipsyncRequest,
  useLipsyncRequests,
} from '@chamelaion/react';
import { keepPreviousData, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { key, openJob, show } from './open-job.ts';
import { openPage } from './open-page.tsx';
import { body, media } from './samples.ts';

test('two components with one storage key share the job, those with another have their own', async () => {
  const { world, page } = await openPage();
  const [one, two] = [show(world, {}, page), show(world, {}, page)];
  const other = show(world, { storageKey: 'other' }, page);
  await one.submit(10_000);
  expect(two.result.current.phase).toBe('processing');
  expect(two.result.current.request).toEqual(one.result.current.request);
  expect(other.result.current.phase).toBe('idle');
  const asked = world.asked('lipsync.requests.retrieve').length;
  await other.submit(0);
  expect(sessionStorage.getItem('other.lipsync')).not.toBeNull();
  expect(asked).toBeLessThan(20);
});

test('a submission outlives its component', async () => {
  const { world, result, unmount } = await openJob();
  act(() => void result.current.submit(body));
  unmount();
  await world.pass(10_000);
  expect(sessionStorage.getItem(key)).toMatch(/^chm_[\w-]{22} \d+ [\da-f-]{36}$/);
  const polls = world.asked('lipsync.requests.retrieve');
  await world.pass(100_000);
  expect(world.asked('lipsync.requests.retrieve')).toEqual(polls);
});

test('a client that is replaced takes the job over, a submission under way with it', async () => {
  const { world, queryClient } = await openPage();
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
  const { world, wrapper } = await openPage();
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
  const { world, page } = await openPage();
  const createUploadFetch: LipsyncJobOptions['createUploadFetch'] =
    ({ onUploadProgress }) =>
    (url, init) => {
      if (init.body instanceof FormData) onUploadProgress({ sent: 3, total: 9 });
      return world.fetch(url, init);
    };
  const [before, form] = [show(world, {}, page).result, show(world, { createUploadFetch }, page).result];
  show(world, {}, page);
  world.stall('lipsync.generateWithMedia');
  act(() => void form.current.submitMedia(media()));
  await world.pass(1_000);
  expect(before.current.uploadProgress).toEqual({ sent: 3, total: 9 });
  act(() => form.current.reset());
});

test.each(['a storage key each', 'reset()'])('who signs in next sees nothing of the job before: %s', async (way) => {
  const { world, page } = await openPage();
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

test('the lists follow the job', async () => {
  const { world, page } = await openPage();
  const { result: list } = renderHook(() => useLipsyncRequests(), { wrapper: page.wrapper });
  await world.pass();
  const { submit } = show(world, {}, page);
  await submit(500);
  expect(list.current.data?.data.map(({ status }) => status)).toEqual(['queued']);
  await world.pass(100_000);
  expect(list.current.data?.data.map(({ status }) => status)).toEqual(['completed']);
});

test('elapsed stands still at the end, whatever else is polled', async () => {
  const { world, page, result, rerender, submit } = await openJob();
  await submit(100_000);
  const { elapsed } = result.current;
  const { request_id } = await page.client.lipsync.generate(body);
  renderHook(() => useLipsyncRequest(request_id), { wrapper: page.wrapper });
  for (let seconds = 0; seconds < 10; seconds++) {
    await world.pass(1_300);
    rerender();
    expect(result.current.elapsed).toBe(elapsed);
  }
});

test('a default of the application does not show the job before for this one', async () => {
  const { world, page } = await openPage();
  page.queryClient.setDefaultOptions({ queries: { placeholderData: keepPreviousData } });
  const phases: string[] = [];
  const { result } = renderHook(
    () => {
      const job = useLipsyncJob();
      phases.push(job.phase);
      return job;
    },
    { wrapper: page.wrapper },
  );
  act(() => void result.current.submit(body));
  await world.pass(100_000);
  expect(result.current.phase).toBe('completed');
  phases.length = 0;
  act(() => void result.current.submit(body));
  await world.pass(1_000);
  expect([...new Set(phases)]).toEqual(['submitting', 'submitted', 'queued']);
});
