import { APIUserAbortError } from '@chamelaion/client';
import { act } from '@testing-library/react';
import { expect, test } from 'vitest';
import { key, openJob } from './open-job.ts';
import { body } from './samples.ts';

test('stopWaiting ends the polling, resume goes on with it', async () => {
  const { world, result, submit } = await openJob();
  await submit(10_000);
  act(() => result.current.stopWaiting());
  expect(result.current.phase).toBe('stopped');
  expect(result.current.request?.status).toBe('processing');
  const asked = world.asked().length;
  await world.pass(100_000);
  expect(world.asked()).toHaveLength(asked);
  expect(result.current.elapsed).toBe(10_000);
  act(() => result.current.resume());
  await world.pass(500);
  expect(result.current.phase).toBe('completed');
  act(() => result.current.stopWaiting());
  expect(result.current.phase).toBe('completed');
});

test('resume asks anew for a job that is completed, whose URL may have expired', async () => {
  const { world, result, submit } = await openJob();
  await submit(100_000);
  const asked = world.asked('lipsync.requests.retrieve').length;
  act(() => result.current.resume());
  await world.pass(500);
  expect(world.asked('lipsync.requests.retrieve')).toHaveLength(asked + 1);
  expect(result.current.phase).toBe('completed');
});

test('stopWaiting cuts a submission off, and resume finds out what became of it', async () => {
  const { world, result } = await openJob();
  world.stall('lipsync.generate');
  let failure: unknown;
  act(() => void result.current.submit(body).catch((error) => (failure = error)));
  await world.pass(1_000);
  expect(result.current.phase).toBe('submitting');
  act(() => result.current.stopWaiting());
  await world.pass();
  expect(result.current.phase).toBe('stopped');
  expect(failure).toBeInstanceOf(APIUserAbortError);
  expect(sessionStorage.getItem(key)).toContain((failure as APIUserAbortError).referenceId);
  act(() => result.current.resume());
  await world.pass(20_000);
  expect(result.current.phase).toBe('looking');
  await world.pass(15_000);
  expect(result.current.phase).toBe('interrupted');
});

test('reset forgets the job, and a submission under way with it', async () => {
  const { world, result, submit } = await openJob();
  await submit(10_000);
  act(() => result.current.reset());
  expect(result.current).toMatchObject({ phase: 'idle', request: undefined, elapsed: 0 });
  expect(sessionStorage.getItem(key)).toBeNull();

  world.stall('lipsync.generate');
  let failure: unknown;
  act(() => void result.current.submit(body).catch((error) => (failure = error)));
  await world.pass(1_000);
  act(() => result.current.reset());
  // At once, and in the same breath.
  await submit(1_000);
  expect(failure).toBeInstanceOf(APIUserAbortError);
  expect(result.current.phase).toBe('queued');
  expect(world.asked('lipsync.generate')).toHaveLength(3);
});

test.each([
  ['401', 'unsettled'],
  ['500', 'processing'],
])('a poll that meets a %s leaves the job %s', async (status, phase) => {
  const { world, result, submit } = await openJob({}, { maxRetries: 0 });
  await submit(10_000);
  world.mock.failNext({ status: Number(status) }, { on: 'lipsync.requests.retrieve' });
  for (let waited = 0; !result.current.error && waited < 40; waited++) await world.pass(500);
  expect(result.current.phase).toBe(phase);
  expect(result.current.request?.status).toBe('processing');
  act(() => result.current.resume());
  await world.pass(500);
  expect(result.current).toMatchObject({ phase: 'processing', error: null });
});

test('a completed job makes room for another even if the cache was cleared, a running one does not', async () => {
  const { world, page, result, submit } = await openJob();
  await submit(10_000);
  page.queryClient.clear();
  await expect(result.current.submit(body)).rejects.toThrow('under way');
  await world.pass(100_000);
  expect(result.current.phase).toBe('completed');
  page.queryClient.clear();
  await submit(1_000);
  expect(world.asked('lipsync.generate')).toHaveLength(2);
  expect(result.current.phase).toBe('queued');
});
