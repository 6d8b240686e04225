import type { ClientOptions } from '@chamelaion/client';
import { type LipsyncJobOptions, useLipsyncJob } from '@chamelaion/react';
import { act, renderHook } from '@testing-library/react';
import { createWorld, type World } from './open-page.tsx';
import { body } from './samples.ts';

/** Where a page stores its lip-sync job. */
export const key = 'chamelaion.lipsync';

/** A component that leads a job, on a page of a world that exists. */
export function show(world: World, options?: LipsyncJobOptions, page = world.open()) {
  const { result, rerender, unmount } = renderHook(() => useLipsyncJob(options), { wrapper: page.wrapper });
  /** Submits a job, and lets time pass. */
  const submit = async (ms: number, params = body) => {
    act(() => void result.current.submit(params));
    await world.pass(ms);
  };
  return { page, result, rerender, unmount, submit };
}

/** A component that uses a hook, in a new world. */
export async function openHook<T>(useHook: () => T, client?: ClientOptions) {
  const world = await createWorld();
  const page = world.open(client);
  return { world, page, ...renderHook(useHook, { wrapper: page.wrapper }) };
}

/** A component that leads a job, in a new world. */
export async function openJob(options?: LipsyncJobOptions, client?: ClientOptions) {
  const world = await createWorld();
  return { world, ...show(world, options, world.open(client)) };
}
