import { useLipsyncRequest } from '@chamelaion/react';
import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createWorld } from './open-page.tsx';
import { body } from './samples.ts';

// In a separate file, as what is learnt of the server's clock holds for the whole page.
test('if no Date can be read, as on another origin, the youngest job seen sets the clock', async () => {
  const world = await createWorld();
  const { client, wrapper } = world.open({
    async fetch(url, init) {
      const { status, headers, body } = await world.fetch(url, init);
      headers.delete('date');
      return new Response(body, { status, headers });
    },
  });
  const { request_id } = await client.lipsync.generate(body);
  const { result } = renderHook(() => useLipsyncRequest(request_id), { wrapper });
  await world.pass(94_000);
  expect(result.current.data?.status).toBe('completed');
  // As many as with it.
  const polls = world.asked('lipsync.requests.retrieve').length;
  expect(polls).toBeGreaterThan(33);
  expect(polls).toBeLessThan(42);
});
