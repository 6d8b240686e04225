import { useLipsyncRequest } from '@chamelaion/react';
import { renderHook } from '@testing-library/react';
import { openPage, type World, type WorldOptions } from './open-page.tsx';
import { body } from './samples.ts';

/** A job that was just submitted, and a page that follows it. */
export async function follow(options?: WorldOptions, params = body) {
  const { world, client, queryClient, wrapper } = await openPage(options);
  const { request_id: id } = await client.lipsync.generate(params);
  const { result, rerender, unmount } = renderHook(() => useLipsyncRequest(id), { wrapper });
  await world.pass();
  return { world, client, queryClient, wrapper, id, result, rerender, unmount };
}

/** How often a page has asked how a job stands. */
export const polls = ({ asked }: World) => asked('lipsync.requests.retrieve').length;
