import type Chamelaion from '@chamelaion/client';
import type { VideoTranslateGenerateParams } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { finish, many, pause, seed, seedEachTest } from './many.ts';
import { epoch } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';
import { type World, world } from './world.ts';

seedEachTest();

const translation: VideoTranslateGenerateParams = {
  inputs: [{ type: 'video', url: 'https://cdn.example.com/a.mp4' }],
  target_languages: ['de'],
};
const runs: Readonly<Record<string, (client: Chamelaion) => Promise<object>>> = {
  'lip sync': (client) => client.lipsync.run(body),
  translations: (client) => client.videoTranslate.run(translation),
};

const most = process.env['THOROUGH'] ? 500 : 100;

// The figures of the README.
test.each<[string, string, Partial<World>, number, number, number]>([
  ['lip sync', 'at once', {}, 7, 0, 43],
  ['lip sync', 'at once', {}, 8, 0, 5.5],
  ['lip sync', 'at once', {}, most, 0, 0.45],
  ['translations', 'at once', {}, most, 0, 0.45],
  ['lip sync', 'at once, by pages of 20', { largestPage: 20 }, most, 0, 2.2],
  ['lip sync', 'one each second', {}, 2 * most, 1_000, 2.5],
  ['lip sync', 'at once, the oldest listed first', { listed: (jobs) => jobs.reverse() }, most, 0, 0.45],
  ['lip sync', 'at once, listed 4 s after they were made', { listLag: 4_000 }, most, 0, 5],
])('jobs of 85 s: %s, %s: %j, %i of them', async (kind, name, how, count, apart, most) => {
  const { client, polls, lists } = world({ duration: 85_000, latency: 50, ...how });
  const run = runs[kind] as (client: Chamelaion) => Promise<object>;
  const late: number[] = [];
  await inVirtualTime(() =>
    many(count, async (index) => {
      await pause(index * apart);
      await run(client);
      late.push(Date.now() - epoch - index * apart - 85_000);
    }),
  );
  const reads = (lists.length + polls.length) / count;
  process.stdout.write(
    `${count} jobs, ${kind}, ${name} (seed ${seed}): ${lists.length} lists, ${polls.length} polls, ${reads.toFixed(2)} reads a job\n`,
  );
  expect(reads).toBeLessThan(most);
  expect(lists.every(({ limit }) => limit === 100)).toBe(true);
  // A tenth of its age, and what submission, pages and answers take.
  expect(Math.max(...late)).toBeLessThan(10_000);
});

test('fewer than eight waits poll, each its job; clients share no lists, and kinds neither', async () => {
  const { client, fetch, polls, lists } = world({ duration: 20_000 });
  const other = client.withOptions({ fetch });
  await inVirtualTime(() =>
    many(7, () =>
      Promise.all([client.lipsync.run(body), client.videoTranslate.run(translation), other.lipsync.run(body)]),
    ),
  );
  expect(lists).toHaveLength(0);
  expect(polls.length).toBeGreaterThan(21 * 15);
});

test('a job that no page shows is polled, beside others that pages show', async () => {
  const hidden = new Set<string>();
  const { client, polls, lists } = world({
    duration: 85_000,
    listed: (jobs) => jobs.filter((job) => !hidden.has((job as { id: string }).id)),
  });
  await inVirtualTime(() =>
    many(60, (index) =>
      client.lipsync.run(body, {
        onStatus({ id, phase }) {
          if (phase === 'submitted' && index % 30 === 7) hidden.add(id);
        },
      }),
    ),
  );
  expect(hidden.size).toBe(2);
  expect(polls.length).toBeLessThan(2 * 45);
  expect(polls.length).toBeGreaterThan(2 * 35);
  // One in eight looks at a hidden job is a list.
  expect(lists.length).toBeLessThan(42 + 2 * 10);
});

test('other jobs of the account cost no more pages than polls', async () => {
  const others = Array.from({ length: 20_000 }, (_, index) => ({ id: `other-${index}`, status: 'completed' }));
  const { polls, lists } = await finish({ duration: 85_000, listed: (jobs) => [...others, ...jobs] }, 16);
  expect(polls.length).toBeLessThan(16 * 42);
  expect(lists.length).toBeLessThan(polls.length / 8);
});
