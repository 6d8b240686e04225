import {
  AuthenticationError,
  ChamelaionError,
  type Fetch,
  RateLimitError,
  TokenLimitError,
  UnknownOutcomeError,
} from '@chamelaion/client';
import { testTokens } from '@chamelaion/mock-server';
import { type LipsyncJobOptions, useLipsyncJob } from '@chamelaion/react';
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { key, openJob, show } from './open-job.ts';
import { createWorld } from './open-page.tsx';
import { body, doomed, media } from './samples.ts';

test('a job from its submission to its video', async () => {
  const { world, result } = await openJob();
  expect(result.current).toMatchObject({ phase: 'idle', request: undefined, error: null, elapsed: 0 });
  act(() => result.current.stopWaiting());
  expect(result.current.phase).toBe('idle');
  act(() => void result.current.submit(body));
  expect(result.current.phase).toBe('submitting');
  expect(sessionStorage.getItem(key)).toMatch(/^chm_[\w-]{22} \d+ $/);
  expect(world.asked('lipsync.generate')).toHaveLength(0);
  await world.pass(1_000);
  expect(result.current.phase).toBe('queued');
  await world.pass(9_000);
  expect(result.current.phase).toBe('processing');
  expect(result.current.elapsed).toBe(10_000);
  await world.pass(90_000);
  if (result.current.phase !== 'completed') throw new Error(result.current.phase);
  expect(result.current.request.output_url).toContain('/output/');
  expect(world.asked('lipsync.generate')).toHaveLength(1);
  // Stands still at the moment when it was done, to the second that the server's Date tells.
  const { elapsed } = result.current;
  expect(elapsed - 85_000).toBeLessThanOrEqual(1_000);
  await world.pass(60_000);
  expect(result.current.elapsed).toBe(elapsed);
});

test('elapsed changes once a second, and causes no other renders', async () => {
  const world = await createWorld();
  let renders = 0;
  const { result } = renderHook(
    () => {
      renders++;
      return useLipsyncJob();
    },
    { wrapper: world.open().wrapper },
  );
  act(() => void result.current.submit(body));
  await world.pass(10_000);
  renders = 0;
  await world.pass(30_000);
  expect(renders).toBe(30);
});

test('the actions stay the same from render to render', async () => {
  const { world, result } = await openJob();
  const { submit, submitMedia, resume, stopWaiting, reset } = result.current;
  act(() => void submit(body));
  await world.pass(10_000);
  expect(result.current).toMatchObject({ submit, submitMedia, resume, stopWaiting, reset });
});

test('a failed job says why, and makes room for another', async () => {
  const { result, submit } = await openJob();
  await submit(20_000, doomed);
  if (result.current.phase !== 'failed') throw new Error(result.current.phase);
  expect(result.current.request.error_message).toBe('video URL is not accessible');
  await submit(100_000);
  expect(result.current.phase).toBe('completed');
});

test.each([
  ['412', { 'x-api-key': testTokens.exhausted }, TokenLimitError],
  ['401', { 'x-api-key': testTokens.invalid }, AuthenticationError],
  ['429', { 'x-api-key': testTokens.limited }, RateLimitError],
])('a %s is refused: nothing was made, nothing stays stored', async (_, defaultHeaders, kind) => {
  const { world, result } = await openJob({}, { defaultHeaders, rateLimitTimeout: 1_000 });
  let failure: unknown;
  act(() => void result.current.submit(body).catch((error) => (failure = error)));
  await world.pass(100_000);
  expect(result.current.phase).toBe('refused');
  expect(result.current.error).toBeInstanceOf(kind);
  expect(result.current.error).not.toBeInstanceOf(UnknownOutcomeError);
  expect(failure).toBe(result.current.error);
  expect(sessionStorage.getItem(key)).toBeNull();
});

test('an unknown outcome keeps the reference, and resume looks for the job', async () => {
  const world = await createWorld();
  const fetch: Fetch = (url, init) => {
    if (init.method === 'POST') world.mock.failNext({ status: 401 }, { on: 'lipsync.requests.list' });
    return world.fetch(url, init);
  };
  const { result, submit } = show(world, {}, world.open({ fetch }));
  world.mock.failNext('truncate', { on: 'lipsync.generate', when: 'after' });
  await submit(31_000);
  expect(result.current.phase).toBe('unsettled');
  const { error } = result.current;
  expect(error).toBeInstanceOf(UnknownOutcomeError);
  const { referenceId } = error as UnknownOutcomeError;
  expect(sessionStorage.getItem(key)).toContain(referenceId);
  await expect(result.current.submit(body)).rejects.toThrow(ChamelaionError);

  act(() => result.current.resume());
  expect(result.current).toMatchObject({ phase: 'looking', error: null });
  await world.pass(1_000);
  expect(result.current.phase).toBe('processing');
  expect(result.current.request?.reference_id).toBe(referenceId);
  expect(world.asked('lipsync.generate')).toHaveLength(1);
});

test.each(['interrupted', 'refused', 'completed'])(
  'a status %s that has no end makes no room for another job',
  async (status) => {
    const { world, result, submit } = await openJob();
    await submit(1_000);
    const answer = { id: result.current.request?.id, status, created_at: '2026-04-07T10:00:00Z' };
    world.mock.failNext({ status: 200, body: answer }, { on: 'lipsync.requests.retrieve', times: 100 });
    await world.pass(5_000);
    expect(result.current).toMatchObject({ phase: 'processing', request: answer });
    await expect(result.current.submit(body)).rejects.toThrow('under way');
  },
);

test('a job that shows late is waited for', async () => {
  const { world, result, submit } = await openJob();
  world.mock.failNext('late', { on: 'lipsync.generate', lateMs: 12_000 });
  await submit(10_000);
  expect(result.current.phase).toBe('submitted');
  await world.pass(10_000);
  expect(result.current.phase).toBe('processing');
});

test('a second submission is refused while a job is under way', async () => {
  const { world, result } = await openJob();
  const { submit } = result.current;
  act(() => void submit(body));
  // An old callback, of a component that saw no job yet.
  await expect(submit(body)).rejects.toThrow('under way');
  await world.pass(10_000);
  await expect(result.current.submit(body)).rejects.toThrow('under way');
  await expect(result.current.submitMedia(media())).rejects.toThrow('under way');
  expect(world.asked('lipsync.generate')).toHaveLength(1);
  expect(result.current.phase).toBe('processing');
});

test('an upload tells how far it is', async () => {
  const world = await createWorld();
  let late = () => {};
  const createUploadFetch: LipsyncJobOptions['createUploadFetch'] =
    ({ onUploadProgress }) =>
    (url, init) => {
      if (init.body instanceof FormData) onUploadProgress({ sent: 3, total: 9 });
      late = () => onUploadProgress({ sent: 4, total: 9 });
      return world.fetch(url, init);
    };
  const page = world.open({ fetch: () => Promise.reject(new Error('not by this')) });
  const { result } = show(world, { createUploadFetch }, page);
  world.stall('lipsync.generateWithMedia');
  act(() => void result.current.submitMedia(media()));
  await world.pass(1_000);
  expect(result.current).toMatchObject({ phase: 'submitting', uploadProgress: { sent: 3, total: 9 } });
  act(() => result.current.stopWaiting());
  act(() => late());
  expect(result.current).toMatchObject({ phase: 'stopped', uploadProgress: undefined });
});

test('files become a job', async () => {
  const { world, result } = await openJob();
  act(() => void result.current.submitMedia({ ...media(), disable_active_speaker_detection: true }));
  await world.pass(100_000);
  expect(result.current.phase).toBe('completed');
  expect(world.asked('lipsync.generateWithMedia')).toHaveLength(1);
});
