import Chamelaion, { BadRequestError, InternalServerError, TokenLimitError } from '@chamelaion/client';
import { type OperationId, testTokens } from '@chamelaion/mock-server';
import {
  chamelaionKeys,
  useChamelaion,
  useCurrentUser,
  useGenerateLipsync,
  useGenerateLipsyncWithMedia,
  useInfiniteLipsyncRequests,
  useLipsyncRequests,
} from '@chamelaion/react';
import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { openHook } from './open-job.ts';
import { createWorld, openPage, type Page } from './open-page.tsx';
import { body, media } from './samples.ts';

async function submitMany({ client }: Page, count: number) {
  for (let index = 0; index < count; index++) {
    await client.lipsync.generate({ ...body, reference_id: `job-${index}` });
  }
}

test('a page of jobs, by its parameters', async () => {
  const { world, page } = await openPage();
  await submitMany(page, 3);
  const { result } = renderHook(() => useLipsyncRequests({ limit: 1, offset: 1 }), { wrapper: page.wrapper });
  await world.pass(500);
  expect(result.current.data?.data.map(({ reference_id }) => reference_id)).toEqual(['job-1']);
  expect(result.current.data?.pagination).toEqual({ limit: 1, offset: 1, total: 3 });
});

test('page after page, to the end, by what came', async () => {
  const { world, page } = await openPage();
  await submitMany(page, 5);
  const { result } = renderHook(() => useInfiniteLipsyncRequests({ limit: 2, offset: 1 }), {
    wrapper: page.wrapper,
  });
  await world.pass(500);
  const shown = () => result.current.data?.pages.flatMap(({ data }) => data).map(({ reference_id }) => reference_id);
  expect(shown()).toEqual(['job-3', 'job-2']);
  act(() => void result.current.fetchNextPage());
  await world.pass(500);
  expect(shown()).toEqual(['job-3', 'job-2', 'job-1', 'job-0']);
  expect(result.current.hasNextPage).toBe(false);
});

test('an empty account has one empty page', async () => {
  const { world, result } = await openHook(() => useInfiniteLipsyncRequests());
  await world.pass(500);
  expect(result.current.data?.pages).toHaveLength(1);
  expect(result.current.hasNextPage).toBe(false);
});

test('a page that a proxy has emptied is not the last while the total says that more follows', async () => {
  const { world, page } = await openPage();
  await submitMany(page, 3);
  const empty = { data: [], pagination: { limit: 2, offset: 0, total: 3 } };
  world.mock.failNext({ status: 200, body: empty }, { on: 'lipsync.requests.list' });
  const { result } = renderHook(() => useInfiniteLipsyncRequests({ limit: 2 }), { wrapper: page.wrapper });
  await world.pass(500);
  expect(result.current).toMatchObject({ status: 'success', hasNextPage: true });
  act(() => void result.current.fetchNextPage());
  await world.pass(500);
  expect(result.current.data?.pages.map(({ data }) => data.length)).toEqual([0, 1]);
  expect(result.current.hasNextPage).toBe(false);
});

test('the name of the token', async () => {
  const { world, result } = await openHook(() => useCurrentUser());
  await world.pass(500);
  expect(result.current.data).toEqual({ name: 'My API Token' });
});

test('a submission refreshes the lists that are shown, and nothing else', async () => {
  const { world, result } = await openHook(() => ({
    page: useLipsyncRequests(),
    pages: useInfiniteLipsyncRequests(),
    user: useCurrentUser(),
    generate: useGenerateLipsync(),
    upload: useGenerateLipsyncWithMedia(),
  }));
  await world.pass(500);
  act(() => result.current.generate.mutate(body));
  await world.pass(500);
  expect(result.current.page.data?.pagination.total).toBe(1);
  expect(result.current.pages.data?.pages[0]?.pagination.total).toBe(1);
  act(() => result.current.upload.mutate(media()));
  await world.pass(500);
  expect(result.current.upload.data?.status).toBe('success');
  expect(result.current.page.data?.pagination.total).toBe(2);
  expect(world.asked('users.retrieveCurrent')).toHaveLength(1);
});

test('a submission that failed may have left a job: the lists are fetched again', async () => {
  const { world, result } = await openHook(() => ({ page: useLipsyncRequests(), generate: useGenerateLipsync() }));
  await world.pass(500);
  const asked = world.asked('lipsync.requests.list').length;
  world.mock.failNext({ status: 412 }, { on: 'lipsync.generate' });
  act(() => result.current.generate.mutate(body));
  await world.pass(500);
  expect(result.current.generate.error).toBeInstanceOf(TokenLimitError);
  expect(world.asked('lipsync.requests.list')).toHaveLength(asked + 1);
});

test('a submission is never retried by TanStack Query, whatever its defaults', async () => {
  const defaultHeaders = { 'x-api-key': testTokens.exhausted };
  const { world, page, result, rerender } = await openHook(() => useGenerateLipsync(), { defaultHeaders });
  page.queryClient.setDefaultOptions({ mutations: { retry: 5, retryDelay: 1 }, queries: { retry: 5 } });
  rerender();
  act(() => result.current.mutate(body));
  await world.pass(5_000);
  expect(result.current.error).toBeInstanceOf(TokenLimitError);
  expect(world.asked('lipsync.generate')).toHaveLength(1);
});

test.each([
  ['a list', () => useLipsyncRequests(), 'lipsync.requests.list'],
  ['an infinite list', () => useInfiniteLipsyncRequests(), 'lipsync.requests.list'],
  ['the user', () => useCurrentUser(), 'users.retrieveCurrent'],
] as [string, () => { error: Error | null }, OperationId][])(
  '%s that fails was tried by the client alone',
  async (_, useHook, operation) => {
    const world = await createWorld();
    world.mock.failNext({ status: 500 }, { times: 20 });
    const { result } = renderHook(useHook, { wrapper: world.open().wrapper });
    await world.pass(60_000);
    expect(result.current.error).toBeInstanceOf(InternalServerError);
    expect(world.asked(operation)).toHaveLength(3);
  },
);

test('a wrong parameter is an error before any request', async () => {
  const { world, result } = await openHook(() => useLipsyncRequests({ limit: 0 }));
  await world.pass(500);
  expect(result.current.error).not.toBeInstanceOf(BadRequestError);
  expect(result.current.error?.message).toContain('limit');
  expect(world.asked()).toEqual([]);
});

test('keys name the URL that data comes from, and never the API key', () => {
  const options = { apiKey: 'sk-secret', dangerouslyAllowBrowser: true };
  const one = new Chamelaion({ ...options, baseURL: 'https://one.test' });
  const two = new Chamelaion({ ...options, baseURL: 'https://two.test' });
  const all = (client: Chamelaion) => [
    chamelaionKeys.all(client),
    chamelaionKeys.currentUser(client),
    chamelaionKeys.lipsync.requests(client),
    chamelaionKeys.lipsync.request(client, 'id'),
    chamelaionKeys.lipsync.lists(client),
    chamelaionKeys.lipsync.list(client, { limit: 1 }),
    chamelaionKeys.lipsync.list(client),
    chamelaionKeys.lipsync.infiniteList(client),
  ];
  const texts = [...all(one), ...all(two)].map((key) => JSON.stringify(key));
  expect(new Set(texts).size).toBe(16);
  expect(texts.join()).not.toContain('sk-secret');
  for (const key of all(one)) expect(key.slice(0, 2)).toEqual(chamelaionKeys.all(one));
  expect(chamelaionKeys.lipsync.list(one, {})).toEqual(chamelaionKeys.lipsync.list(one));
});

test('without a provider a hook says what is missing', () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => renderHook(() => useChamelaion())).toThrow(
    'There is no <ChamelaionProvider> above this component: put one around it',
  );
  complaint.mockClear();
});
