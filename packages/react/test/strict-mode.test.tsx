import { useGenerateLipsync, useLipsyncJob, useLipsyncRequest } from '@chamelaion/react';
import { act, renderHook } from '@testing-library/react';
import { type ReactNode, StrictMode, useEffect } from 'react';
import { expect, test } from 'vitest';
import { createWorld, openPage, type Page } from './open-page.tsx';
import { body } from './samples.ts';

const strict = ({ wrapper }: Page) => ({
  wrapper: ({ children }: { children?: ReactNode }) => <StrictMode>{wrapper({ children })}</StrictMode>,
});

test('a job that is submitted by an effect is submitted once, and lives', async () => {
  const world = await createWorld();
  const { result } = renderHook(() => {
    const job = useLipsyncJob();
    useEffect(() => {
      void job.submit(body);
    }, [job.submit]);
    return job;
  }, strict(world.open()));
  await world.pass(10_000);
  expect(result.current.phase).toBe('processing');
  expect(world.asked('lipsync.generate')).toHaveLength(1);
});

test('a mutation submits once', async () => {
  const world = await createWorld();
  const { result } = renderHook(() => useGenerateLipsync(), strict(world.open()));
  act(() => result.current.mutate(body));
  await world.pass(500);
  expect(result.current.isSuccess).toBe(true);
  expect(world.asked('lipsync.generate')).toHaveLength(1);
});

test('polling survives the double mount', async () => {
  const { world, page } = await openPage();
  const { request_id } = await page.client.lipsync.generate(body);
  const { result } = renderHook(() => useLipsyncRequest(request_id), strict(page));
  await world.pass(100_000);
  expect(result.current.data?.status).toBe('completed');
  expect(world.asked('lipsync.requests.retrieve').length).toBeLessThan(44);
});
