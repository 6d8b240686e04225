import { ChamelaionError } from '@chamelaion/client';
import { expect, test, vi } from 'vitest';
import { createWorld, episode, jobsOf, play } from './fixtures.ts';

const disk = vi.hoisted(() => ({ isFull: true }));

// A full disk cannot be had on every machine: the client's download throws what it throws on one.
vi.mock('@chamelaion/client/node', async (original) => {
  const node = await original<typeof import('@chamelaion/client/node')>();
  return {
    ...node,
    download(...args: Parameters<typeof node.download>) {
      if (!disk.isFull) return node.download(...args);
      const cause = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      throw new ChamelaionError(`${args[1]} cannot be written: ${cause.message}`, { cause });
    },
  };
});

test('a full disk pauses the batch; once there is room, nothing is lost and nothing paid again', async (context) => {
  const { client, open } = await createWorld(context);
  const batch = await open();
  await batch.add([episode('a'), episode('b')]);
  const events = await play(batch, {}, async (event) => {
    if (event.type !== 'paused') return;
    expect(event.reason).toMatch(/no space left on device: make room, then resume/);
    disk.isFull = false;
    await batch.resume();
  });
  expect(events.filter(({ type }) => type === 'paused').length).toBeGreaterThan(0);
  expect((await batch.status()).states).toEqual({ downloaded: 2 });
  expect(await jobsOf(client)).toBe(2);
});
