import { useLipsyncJob, useLipsyncRequest, useLipsyncRequests } from '@chamelaion/react';
import { keepPreviousData } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createWorld } from './open-page.tsx';
import { body } from './samples.ts';

test('the lists follow the job', async () => {
  const world = await createWorld();
  const page = world.open();
  const { result: list } = renderHook(() => useLipsyncRequests(), { wrapper: page.wrapper });
  await world.pass();
  const { result } = renderHook(() => useLipsyncJob(), { wrapper: page.wrapper });
  act(() => void result.current.submit(body));
  await world.pass(500);
  expect(list.current.data?.data.map(({ status }) => status)).toEqual(['queued']);
  await world.pass(100_000);
  expect(list.current.data?.data.map(({ status }) => status)).toEqual(['completed']);
});

test('elapsed stands still at the end, whatever else is polled', async () => {
  const world = await createWorld();
  const page = world.open();
  const { result, rerender } = renderHook(() => useLipsyncJob(), { wrapper: page.wrapper });
  act(() => void result.current.submit(body));
  await world.pass(100_000);
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
  const world = await createWorld();
  const page = world.open();
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
