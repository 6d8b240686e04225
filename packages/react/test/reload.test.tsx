import type { Fetch } from '@chamelaion/client';
import { type JobStorage, useLipsyncJob } from '@chamelaion/react';
import { act, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, test, vi } from 'vitest';
import { key, openJob, show } from './open-job.ts';
import { createWorld, openPage, type World } from './open-page.tsx';
import { body } from './samples.ts';

const reference = 'chm_AAAAAAAAAAAAAAAAAAAAAA';
/** What a page stores of a job whose answer never came. */
const storeLost = () => sessionStorage.setItem(key, `${reference} ${Date.now()} `);

/** A page that submits, and is left `ms` later. */
async function leave(world: World, ms: number) {
  const { result, unmount, submit } = show(world);
  await submit(ms);
  unmount();
  return result.current;
}
const jobs = ({ mock }: World) =>
  mock.requests.filter(({ method }) => method === 'POST').map(({ operation }) => operation);

test('a job that is running goes on after a reload', async () => {
  const world = await createWorld();
  const before = await leave(world, 20_000);
  await world.pass(10_000);
  const { result } = show(world);
  expect(result.current).toMatchObject({ phase: 'submitted', elapsed: 30_000 });
  await world.pass(1_000);
  expect(result.current.phase).toBe('processing');
  expect(result.current.request?.id).toBe(before.request?.id);
  expect(result.current.elapsed).toBe(31_000);
  await world.pass(60_000);
  expect(result.current.phase).toBe('completed');
  expect(Math.abs(result.current.elapsed - 85_500)).toBeLessThanOrEqual(500);
  expect(jobs(world)).toHaveLength(1);
});

test('a job that was done meanwhile shows its video', async () => {
  const world = await createWorld();
  await leave(world, 10_000);
  await world.pass(600_000);
  const { result } = show(world);
  await world.pass(500);
  expect(result.current.phase).toBe('completed');
  expect(Math.abs(result.current.elapsed - 85_500)).toBeLessThanOrEqual(500);
  expect(jobs(world)).toHaveLength(1);
});

test('a job whose answer never came is found by its reference, also a little late', async () => {
  const { world, client } = await openPage();
  world.mock.failNext('late', { on: 'lipsync.generate', lateMs: 5_000, listLateMs: 5_000 });
  const { request_id } = await client.lipsync.generate({ ...body, reference_id: reference });
  storeLost();
  const { result } = show(world);
  await world.pass(1_000);
  expect(result.current.phase).toBe('looking');
  await world.pass(10_000);
  expect(result.current.phase).toBe('processing');
  // What was found stays found.
  expect(sessionStorage.getItem(key)).toContain(request_id);
  expect(jobs(world)).toHaveLength(1);
});

test('a job that is found after stopWaiting stays stopped, until resume', async () => {
  const world = await createWorld();
  let answer = () => {};
  const { client } = world.open();
  await client.lipsync.generate({ ...body, reference_id: reference });
  storeLost();
  const fetch: Fetch = async (url, init) => {
    const response = await world.fetch(url, init);
    if (url.includes('reference_id')) await new Promise<void>((resolve) => (answer = resolve));
    return response;
  };
  const { result } = show(world, {}, world.open({ fetch }));
  await world.pass(1_000);
  act(() => result.current.stopWaiting());
  answer();
  await world.pass(1_000);
  expect(result.current.phase).toBe('stopped');
  act(() => result.current.resume());
  await world.pass(1_000);
  answer();
  await world.pass(10_000);
  expect(result.current.phase).toBe('processing');
});

test('only the job with the reference is taken', async () => {
  const { world, client } = await openPage();
  const { request_id } = await client.lipsync.generate(body);
  const other = { id: request_id, status: 'queued', created_at: '2026-04-07T10:00:00Z' };
  storeLost();
  // A gateway that drops the query.
  world.mock.failNext(
    { status: 200, body: { data: [other], pagination: { limit: 20, offset: 0, total: 1 } } },
    { on: 'lipsync.requests.list', times: 10 },
  );
  const { result } = show(world);
  await world.pass(40_000);
  expect(result.current.phase).toBe('interrupted');
});

test('a job that was never made is interrupted: nothing is submitted but by the user', async () => {
  const world = await createWorld();
  storeLost();
  const { result, submit } = show(world);
  await world.pass(30_000);
  expect(result.current.phase).toBe('looking');
  await world.pass(5_000);
  expect(result.current).toMatchObject({ phase: 'interrupted', request: undefined, error: null });
  const asked = world.asked().length;
  await world.pass(300_000);
  expect(world.asked()).toHaveLength(asked);
  act(() => result.current.resume());
  expect(result.current.phase).toBe('looking');
  await world.pass(35_000);
  expect(result.current.phase).toBe('interrupted');
  expect(jobs(world)).toEqual([]);
  await submit(1_000);
  expect(result.current.phase).toBe('queued');
  expect(result.current.request?.reference_id).not.toBe(reference);
});

test.each([
  ['a 500', { status: 500 }],
  ["a gateway's 404", { status: 404, body: 'not here' }],
  ['a 401', { status: 401 }],
] as const)('%s is no proof that a job was not made', async (_, fault) => {
  const world = await createWorld();
  storeLost();
  world.mock.failNext(fault, { times: 200 });
  const { result } = show(world);
  await world.pass(60_000);
  expect(['looking', 'unsettled']).toContain(result.current.phase);
  expect(result.current.error).toBeInstanceOf(Error);
  await expect(result.current.submit(body)).rejects.toThrow('under way');
});

test('a reload that mounts twice looks once at a time, and submits nothing', async () => {
  const world = await createWorld();
  await leave(world, 20_000);
  const { wrapper } = world.open();
  const { result } = renderHook(() => useLipsyncJob(), {
    wrapper: ({ children }) => <StrictMode>{wrapper({ children })}</StrictMode>,
  });
  await world.pass(100_000);
  expect(result.current.phase).toBe('completed');
  expect(jobs(world)).toHaveLength(1);
});

test.each(['{"a":1}', 'undefined', 'chm_short 1 ', `${reference} soon `, `${reference} 1 two ids`])(
  'what is not ours is told, and not acted on: %s',
  async (text) => {
    const world = await createWorld();
    sessionStorage.setItem(key, text);
    const { result, submit } = show(world);
    expect(result.current.phase).toBe('idle');
    expect(result.current.storageError).toBeInstanceOf(Error);
    // It may be a secret of another program's.
    expect(result.current.storageError?.message).not.toContain(text);
    await world.pass(5_000);
    expect(world.asked()).toEqual([]);
    await submit(1_000);
    expect(result.current).toMatchObject({ phase: 'queued', storageError: null });
  },
);

test.each<[string, Partial<JobStorage>]>([
  ['blocked', { getItem: blocked, setItem: blocked, removeItem: blocked }],
  ['full', { setItem: blocked }],
])('a storage that is %s does not keep a job from being made, but is told', async (_, broken) => {
  const storage = { getItem: () => null, setItem: () => {}, removeItem: () => {}, ...broken };
  const { world, result } = await openJob({ storage });
  act(() => void result.current.submit(body));
  expect(result.current.storageError?.message).toBe('blocked');
  await world.pass(100_000);
  expect(result.current.phase).toBe('completed');
  expect(result.current.storageError?.message).toBe('blocked');
});

test('a page without any storage works, and says that it keeps nothing', async () => {
  const world = await createWorld();
  const kept = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage');
  Object.defineProperty(globalThis, 'sessionStorage', { get: blocked, configurable: true });
  try {
    const { result, submit } = show(world);
    expect(result.current).toMatchObject({ phase: 'idle', storageError: new Error('blocked') });
    await submit(1_000);
    expect(result.current.phase).toBe('queued');
  } finally {
    Object.defineProperty(globalThis, 'sessionStorage', kept as PropertyDescriptor);
  }
});

test('neither files nor keys are stored', async () => {
  const { result, submit } = await openJob({}, { defaultHeaders: { 'x-api-key': 'sk-secret' } });
  await submit(10_000);
  expect(Object.keys(sessionStorage)).toEqual([key]);
  expect(sessionStorage.getItem(key)).toBe(
    `${result.current.request?.reference_id} ${Date.UTC(2026, 3, 7, 10)} ${result.current.request?.id}`,
  );
});

function blocked(): never {
  throw new Error('blocked');
}

test('a job that the API has forgotten makes room for another', async () => {
  const world = await createWorld();
  sessionStorage.setItem(key, `${reference} ${Date.now()} 6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8`);
  const { result, submit } = show(world);
  await world.pass(30_000);
  expect(result.current.phase).toBe('submitted');
  await world.pass(5_000);
  expect(result.current).toMatchObject({ phase: 'forgotten', error: { status: 404 } });
  await submit(1_000);
  expect(result.current.phase).toBe('queued');
  expect(jobs(world)).toHaveLength(1);
});

test('a clock that is set forward by an hour does not change elapsed, over a reload either', async () => {
  const world = await createWorld();
  const { result, unmount, submit } = show(world);
  await submit(20_000);
  vi.setSystemTime(Date.now() + 3_600_000);
  await world.pass(10_000);
  expect(result.current.elapsed).toBe(30_000);
  unmount();
  const after = show(world).result;
  await world.pass(60_000);
  expect(after.current.phase).toBe('completed');
  expect(Math.abs(after.current.elapsed - 85_000)).toBeLessThanOrEqual(1_000);
});
