import { ChamelaionError, JobFailedError, nextPoll, type WaitStatus } from '@chamelaion/client';
import { afterEach, expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { html } from './job-steps.ts';
import { finish } from './many.ts';
import { epoch, failed, type Step } from './scripted.ts';
import { seeded } from './seeded.ts';
import { inVirtualTime } from './virtual-time.ts';
import { output_url, world } from './world.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

// The figures of the README.
test.each([
  ['5 s', 5_000, 5],
  ['85 s', 85_000, 38],
  ['10 min', 600_000, 63],
  ['30 min', 1_800_000, 103],
])('a job of %s', async (name, duration, fewestPolls) => {
  const rounds = [];
  for (const random of [0, 0.5, 1]) {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    const { polls, requests, took } = await finish({ duration }, 1);
    expect(requests[0]?.output_url).toBe(output_url);
    expect(polls[0]).toBe(3_000);
    expect(took - duration).toBeLessThanOrEqual(Math.max(1_000, 0.1 * duration));
    rounds.push({ polls: polls.length, late: took - duration });
  }
  process.stdout.write(`a job of ${name}, jitter none, half, full: ${JSON.stringify(rounds)}\n`);
  // Jitter only shortens: none of it gives the fewest polls.
  expect(rounds[0]?.polls).toBe(fewestPolls);
  expect(rounds[2]?.polls).toBeLessThanOrEqual(Math.ceil(fewestPolls * 1.12));
});

test.each([
  [-3_600_000, 3_000],
  [0, 3_000],
  [1_000, 2_000],
  [3_000, 500],
  [60_000, 5_400],
  [600_000, 30_000],
  [Number.NEGATIVE_INFINITY, 3_000],
])('a job that is %i ms old is polled in %i ms', (age, wait) => {
  expect(nextPoll(age)).toBe(wait);
});

test('seven waits under a read limit of 60 a minute', async () => {
  vi.spyOn(Math, 'random').mockImplementation(seeded(7));
  const { polls, requests, refused } = await finish({ duration: 85_000, perMinute: 60 }, 7);
  process.stdout.write(`seven waits: ${polls.length} polls, ${refused()} refused, over after ${polls.at(-1)} ms\n`);
  expect(requests.every(({ status }) => status === 'completed')).toBe(true);
  expect(refused()).toBeLessThanOrEqual(3);
});

test('run tells how far the job is', async () => {
  const { client } = world({ duration: 3_700 });
  const seen: WaitStatus[] = [];
  await inVirtualTime(() => client.lipsync.run(body, { onStatus: (status) => seen.push(status) }));
  expect(seen.map(({ phase }) => phase)).toEqual(['submitted', 'processing', 'processing', 'completed']);
  expect(seen[0]?.request).toBeUndefined();
  expect(seen[1]).toMatchObject({ elapsed: 3_000, request: { status: 'processing' } });
});

test('a job that was submitted long ago is asked for at once, and polled at its age', async () => {
  const { client, polls } = world({ duration: 100_000 });
  await inVirtualTime(async () => {
    vi.advanceTimersByTime(90_000);
    await client.lipsync.requests.waitFor('old-job');
  });
  expect(polls[0]).toBe(90_000);
  expect((polls[1] ?? 0) - 90_000).toBeGreaterThanOrEqual(7_200);
  expect(polls.length).toBeLessThanOrEqual(4);
});

test.each<[string, Step]>([
  ['a 500', failed(500)],
  ['a 408', failed(408)],
  ['HTML', html(200)],
  ['a reset', () => Promise.reject(new TypeError('fetch failed'))],
  ['a 404 right after the submission', failed(404)],
  ["a gateway's 302", () => new Response(null, { status: 302 })],
  ...[401, 403, 404, 405, 425, 499].map((status): [string, Step] => [`a gateway's ${status}`, html(status)]),
])('%s that passes does not end a wait', async (_, step) => {
  const { requests } = await finish({ duration: 10_000, instead: (poll) => (poll <= 3 ? step : undefined) }, 1);
  expect(requests[0]?.status).toBe('completed');
});

test('a job that failed rejects with the request', async () => {
  const end = { status: 'failed', finished_at: '2026-04-07T00:00:08Z', error_message: 'video URL is not accessible' };
  const failure = await finish({ duration: 8_000, end }, 1).catch((error) => error);
  expect(failure).toBeInstanceOf(JobFailedError);
  expect(failure.message).toContain('video URL is not accessible');
  expect(failure.request).toMatchObject(end);
});

test('an unknown status keeps waiting, and is told', async () => {
  const paused: Step = (url) =>
    Response.json({ id: url.split('/').at(-1), status: 'paused', created_at: new Date(epoch).toISOString() });
  const { client } = world({ duration: 5_000, instead: (poll) => (poll <= 2 ? paused : undefined) });
  const phases: string[] = [];
  await inVirtualTime(() => client.lipsync.run(body, { onStatus: ({ phase }) => phases.push(phase) }));
  expect(phases.slice(0, 3)).toEqual(['submitted', 'paused', 'paused']);
  expect(phases.at(-1)).toBe('completed');
});

test.each([
  ['timeout', { timeout: -1 }],
  ['timeout', { timeout: Number.NaN }],
  ['timeout', { timeout: '10' }],
  ['onStatus', { onStatus: 'log' }],
  ['signal', { signal: {} }],
  ['signal', { signal: { aborted: false, addEventListener() {} } }],
])('a wrong %s is refused before any request: %j', async (name, options) => {
  const { client, polls } = world({ duration: 1 });
  for (const call of [
    () => client.lipsync.run(body, options as never),
    () => client.lipsync.requests.waitFor('any', options as never),
  ]) {
    await expect(call()).rejects.toThrow(ChamelaionError);
    await expect(call()).rejects.toThrow(name);
  }
  expect(polls).toEqual([]);
});

test("a run's headers go along to its polls", async () => {
  const { client } = world({ duration: 5_000 });
  const keyless = client.withOptions({ apiKey: null });
  const request = await inVirtualTime(() => keyless.lipsync.run(body, { headers: { 'x-api-key': 'mine' } }));
  expect(request.status).toBe('completed');
});
