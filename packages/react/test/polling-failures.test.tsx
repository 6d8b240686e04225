import { AuthenticationError, InternalServerError, NotFoundError } from '@chamelaion/client';
import { lipsyncRequestOptions, useLipsyncRequest } from '@chamelaion/react';
import { onlineManager, useQuery } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { expect, onTestFinished, test } from 'vitest';
import { follow, polls } from './follow.ts';
import { openHook } from './open-job.ts';
import { createWorld, openPage } from './open-page.tsx';
import { showTab } from './tab.ts';

test.each([
  ['a 500', { status: 500 }],
  ['a 408', { status: 408 }],
  ['a 429', { status: 429, headers: { 'retry-after': '120' } }],
  ['a page of a gateway', 'html'],
  ["a gateway's 401", { status: 401, body: 'sign in' }],
  ["a gateway's 404", { status: 404, body: 'not here' }],
  ['a broken connection', 'reset'],
] as const)('%s is told, and polled over', async (_, fault) => {
  const { world, result } = await follow();
  // As often as the client tries.
  world.mock.failNext(fault, { on: 'lipsync.requests.retrieve', times: 3 });
  for (let waited = 0; !result.current.error && waited < 30; waited++) await world.pass(500);
  expect(result.current.error).toBeInstanceOf(Error);
  expect(result.current.data?.status).toBe('queued');
  await world.pass(95_000);
  expect(result.current.error).toBeNull();
  expect(result.current.data?.status).toBe('completed');
});

test('a job that cannot be fetched at all is asked for ever more seldom', async () => {
  const world = await createWorld();
  const { wrapper } = world.open({ maxRetries: 0 });
  world.mock.failNext({ status: 500 }, { times: 1_000 });
  const { result } = renderHook(() => useLipsyncRequest('any'), { wrapper });
  await world.pass(60_000);
  expect(result.current.error).toBeInstanceOf(InternalServerError);
  expect(polls(world)).toBe(6);
});

test.each([
  ['401', AuthenticationError],
  ['404', NotFoundError],
] as const)('a %s ends the polling', async (status, kind) => {
  const { world, result } = await follow();
  world.mock.failNext({ status: Number(status) }, { on: 'lipsync.requests.retrieve' });
  await world.pass(3_000);
  expect(result.current.error).toBeInstanceOf(kind);
  const polled = polls(world);
  await world.pass(60_000);
  await showTab(false);
  await showTab(true);
  await world.pass();
  expect(polls(world)).toBe(polled);
});

test('a failure is retried by the client alone', async () => {
  const { world, wrapper, client } = await openPage();
  world.mock.failNext({ status: 500 }, { times: 3, on: 'lipsync.requests.retrieve' });
  const { result } = renderHook(() => useQuery({ ...lipsyncRequestOptions(client, 'any'), refetchInterval: false }), {
    wrapper,
  });
  await world.pass(60_000);
  expect(result.current.failureCount).toBe(1);
  expect(polls(world)).toBe(3);
});

test('an empty id is an error at once', async () => {
  const { world, result } = await openHook(() => useLipsyncRequest(''));
  await world.pass(5_000);
  expect(result.current.error?.message).toContain('id must be a non-empty');
  expect(world.asked()).toEqual([]);
});

test('a connection that comes back is used at once', async () => {
  const { world } = await follow();
  onTestFinished(() => onlineManager.setOnline(true));
  await world.pass(60_000);
  const polled = polls(world);
  act(() => onlineManager.setOnline(false));
  act(() => onlineManager.setOnline(true));
  await world.pass();
  expect(polls(world)).toBe(polled + 1);
});

test('a poll that no component waits for is aborted', async () => {
  const { world, unmount, queryClient, client, id } = await follow();
  world.stall('lipsync.requests.retrieve');
  await world.pass(3_000);
  const fetchStatus = () => queryClient.getQueryState(lipsyncRequestOptions(client, id).queryKey)?.fetchStatus;
  expect(fetchStatus()).toBe('fetching');
  unmount();
  await world.pass();
  expect(fetchStatus()).toBe('idle');
});
