import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { epoch, failed, type Step } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';
import { world } from './world.ts';

const refused: Step = async (url, init) => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return failed(429, { 'retry-after': '1' })(url, init);
};

test('polls that are refused while they are under way together slow the waits down once', async () => {
  const { client, polls } = world({ duration: 12_000, instead: (poll) => (poll <= 7 ? refused : undefined) });
  await inVirtualTime(async () => {
    await Promise.all(Array.from({ length: 7 }, () => client.lipsync.run(body)));
    expect(Date.now() - epoch).toBeLessThan(16_000);
  });
  expect(polls.slice(0, 7)).toEqual(Array(7).fill(3_000));
});

test('the pace recovers from a rate limit', async () => {
  const { client, polls } = world({
    duration: 85_000,
    instead: (poll) => (poll === 1 ? refused : undefined),
  });
  await inVirtualTime(async () => {
    await client.lipsync.run(body);
    const before = polls.length;
    await client.lipsync.run(body);
    expect(polls.length - before).toBeGreaterThan(30);
  });
});

test('pages of another server end a wait only if they come in a row', async () => {
  const page: Step = () => new Response('<html></html>');
  const { client } = world({ duration: 20_000, instead: (poll) => (poll % 4 === 0 ? undefined : page) });
  expect((await inVirtualTime(() => client.lipsync.run(body))).status).toBe('completed');
});

test('a poll that stalls is given up after the timeout of a call, not of the wait', async () => {
  const stalled: Step = () => new Promise(() => {});
  const { client } = world({ duration: 10_000, instead: (poll) => (poll === 1 ? stalled : undefined) });
  await inVirtualTime(async () => {
    await client.lipsync.run(body);
    expect(Date.now() - epoch).toBeLessThan(75_000);
  });
});
