import { useLipsyncRequest } from '@chamelaion/react';
import { act, renderHook } from '@testing-library/react';
import { version } from 'react';
import { expect, test } from 'vitest';
import { follow, polls } from './follow.ts';
import { openHook } from './open-job.ts';
import { createWorld, openPage } from './open-page.tsx';
import { body, doomed } from './samples.ts';
import { showTab } from './tab.ts';

test('the peers are those that this project is for', () => {
  expect(version).toMatch(process.env['PEERS'] === 'oldest peers' ? /^18\./ : /^19\./);
});

test("a job is polled on the client's schedule until it is completed", async () => {
  const { world, result } = await follow();
  expect(result.current.data?.status).toBe('queued');
  await world.pass(2_500);
  expect(polls(world)).toBe(1);
  await world.pass(500);
  expect(polls(world)).toBe(2);
  await world.pass(3_000);
  expect(result.current.data?.status).toBe('processing');
  // One at the start, then as many as `run` needs.
  await world.pass(88_000);
  expect(result.current.data?.status).toBe('completed');
  const polled = polls(world);
  expect(polled).toBeGreaterThan(33);
  expect(polled).toBeLessThan(42);
  await world.pass(900_000);
  expect(polls(world)).toBe(polled);
});

test.each([-3_600_000, 3_600_000])('a clock that is %i ms ahead changes nothing', async (skew) => {
  const { world, result } = await follow({ skew });
  await world.pass(94_000);
  expect(result.current.data?.status).toBe('completed');
  expect(polls(world)).toBeGreaterThan(33);
  expect(polls(world)).toBeLessThan(42);
});

test('a failed job is polled no more', async () => {
  const { world, result } = await follow({}, doomed);
  await world.pass(20_000);
  expect(result.current.data).toMatchObject({
    status: 'failed',
    error_message: 'video URL is not accessible',
  });
  const polled = polls(world);
  await world.pass(60_000);
  expect(polls(world)).toBe(polled);
});

test('a status that is not documented keeps it polling', async () => {
  const { world, id, result } = await follow();
  const paused = { id, status: 'paused', created_at: '2026-04-07T10:00:00Z' };
  world.mock.failNext({ status: 200, body: paused }, { on: 'lipsync.requests.retrieve' });
  await world.pass(3_000);
  expect(result.current.data?.status).toBe('paused');
  await world.pass(3_000);
  expect(result.current.data?.status).toBe('processing');
});

test('a hidden tab polls nothing, and catches up as soon as it is seen', async () => {
  const { world, result } = await follow();
  await showTab(false);
  await world.pass(120_000);
  expect(polls(world)).toBe(1);
  await showTab(true);
  await world.pass();
  expect(polls(world)).toBe(2);
  expect(result.current.data?.status).toBe('completed');
});

test('a result that is shown is not fetched anew, so that its video goes on playing', async () => {
  const { world, wrapper, id, unmount } = await follow();
  await world.pass(95_000);
  const polled = polls(world);
  await world.pass(600_000);
  await showTab(false);
  await showTab(true);
  await world.pass();
  expect(polls(world)).toBe(polled);
  // Mounted anew, its URL may have expired.
  unmount();
  renderHook(() => useLipsyncRequest(id), { wrapper });
  await world.pass();
  expect(polls(world)).toBe(polled + 1);
});

test('an unmounted component polls nothing', async () => {
  const { world, unmount } = await follow();
  unmount();
  await world.pass(120_000);
  expect(polls(world)).toBe(1);
});

test('two components share one request', async () => {
  const { world, wrapper, id } = await follow();
  renderHook(() => useLipsyncRequest(id), { wrapper });
  await world.pass(20_000);
  const polled = polls(world);
  const alone = await follow();
  await alone.world.pass(20_000);
  expect(polled).toBe(polls(alone.world));
});

test('a component that renders all the time polls no less', async () => {
  const { world, rerender } = await follow();
  for (let second = 0; second < 20; second++) {
    await world.pass(1_000);
    rerender();
    rerender();
  }
  const alone = await follow();
  await alone.world.pass(20_000);
  expect(polls(world)).toBe(polls(alone.world));
});

test('a job that is old when it is first seen is asked for as seldom as its age says', async () => {
  const { world, client, wrapper } = await openPage({ processingMs: 3_600_000 });
  // The page is old as well.
  await world.pass(600_000);
  const { request_id } = await client.lipsync.generate(body);
  await world.pass(600_000);
  renderHook(() => useLipsyncRequest(request_id), { wrapper });
  await world.pass(29_000);
  expect(polls(world)).toBe(1);
  await world.pass(2_000);
  expect(polls(world)).toBe(2);
});

test('without an id nothing is fetched', async () => {
  const { world, result } = await openHook(() => useLipsyncRequest(undefined));
  await world.pass(5_000);
  expect(world.asked()).toEqual([]);
  expect(result.current.fetchStatus).toBe('idle');
});

test('a first fetch that the page has cancelled is made up for', async () => {
  const { world, client, queryClient, wrapper } = await openPage();
  const { request_id } = await client.lipsync.generate(body);
  world.stall('lipsync.requests.retrieve');
  const { result } = renderHook(() => useLipsyncRequest(request_id), { wrapper });
  await world.pass(1_000);
  await act(() => queryClient.cancelQueries());
  await world.pass(3_000);
  expect(result.current.data?.status).toBe('queued');
});

test.each([
  ['Date', 'date', 'yesterday'],
  ['created_at', 'body', 'soon'],
])('a %s that cannot be read does not end the polling', async (_, place, text) => {
  const world = await createWorld();
  const { client, wrapper } = world.open({
    async fetch(url, init) {
      const response = await world.fetch(url, init);
      const headers = new Headers(response.headers);
      headers.delete('date');
      if (place === 'date') headers.set('date', text);
      const answer = await response.text();
      const bad = answer.replace(/"created_at":"[^"]*"/, `"created_at":"${text}"`);
      return new Response(place === 'body' ? bad : answer, { status: response.status, headers });
    },
  });
  const { request_id } = await client.lipsync.generate(body);
  const { result } = renderHook(() => useLipsyncRequest(request_id), { wrapper });
  await world.pass(95_000);
  expect(result.current.data?.status).toBe('completed');
});
