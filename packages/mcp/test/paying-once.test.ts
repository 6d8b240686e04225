import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, key, startMock, submissions, textOf, upFor, urls, type World, yes } from './world.ts';

// What an earlier process has sent can no longer appear.
beforeEach(() => upFor(60_000));

const args = ['--allow-paid'];

/** Starts a job, and cancels the call once it has reached the API. */
async function startAndCancel(world: World): Promise<void> {
  const controller = new AbortController();
  const cancelled = world.call('start_lipsync', urls, { signal: controller.signal });
  await expect.poll(() => submissions(world) === 1).toBeTruthy();
  controller.abort();
  await expect(cancelled).rejects.toThrow();
}

describe('one job', () => {
  it('comes of the same call, again and at once', async () => {
    const world = await connect({ args });
    const backwards = { audio: urls.audio, video: urls.video };
    const answers = await Promise.all([urls, urls, backwards].map((given) => world.start(given)));
    answers.push(await world.start());
    expect(new Set(answers.map((answer) => answer?.['request_id'])).size).toBe(1);
    // Also with the reference that the answers name.
    const [{ reference, request_id } = {}] = answers;
    expect(await world.start({ ...urls, reference })).toMatchObject({ outcome: 'found' });
    expect(submissions(world)).toBe(1);
    expect((await world.start({ ...urls, reference: 'second-take' }))?.['request_id']).not.toBe(request_id);
  });

  it('is that of its reference in a later session, without a question', async () => {
    const mock = await startMock();
    const given = { ...urls, reference: 'episode-42' };
    const one = await connect({ args, mock });
    const first = await one.start(given);
    await one.close();
    const later = await connect({ mock, person: yes, args: ['--max-jobs', '0'] });
    expect(await later.start(given)).toMatchObject({ outcome: 'found', request_id: first?.['request_id'] });
    expect(later.questions).toEqual([]);
    expect(submissions(later)).toBe(1);
  });

  it('is another one in a later session, if it has no reference', async () => {
    const mock = await startMock();
    const one = await (await connect({ args, mock })).start();
    const later = await (await connect({ args, mock })).start();
    expect(later?.['reference']).not.toBe(one?.['reference']);
  });

  it('is waited for if the session that has sent it may have ended a moment ago', async () => {
    const mock = await startMock();
    const given = { ...urls, reference: 'late' };
    const one = await connect({ args, mock });
    mock.failNext('late', { on: 'lipsync.generate', lateMs: 5_000 });
    await one.start(given);
    await one.close();
    vi.restoreAllMocks();
    upFor(1_000);
    const later = await connect({ mock, args });
    const again = later.start(given);
    // Twice it is not there: for the session, and for the client.
    await expect
      .poll(() => mock.requests.filter(({ operation }) => operation === 'lipsync.requests.list').length > 1)
      .toBeTruthy();
    mock.clock.advance(6_000);
    expect(await again).toMatchObject({ outcome: 'submitted' });
    expect(submissions(later)).toBe(1);
  });

  it('keeps its reference to itself', async () => {
    const world = await connect({ args });
    await world.start({ ...urls, reference: 'taken' });
    const answer = await world.call('start_lipsync', { ...urls, video: urls.audio, reference: 'taken' });
    expect(textOf(answer)).toContain('belongs to other inputs');
    expect(submissions(world)).toBe(1);
    const both = [urls.video, urls.audio].map((video) => ({ ...urls, video, reference: 'at-once' }));
    const answers = await Promise.all(both.map((given) => world.call('start_lipsync', given)));
    expect(answers.map(({ isError }) => isError ?? false).sort()).toEqual([false, true]);
    expect(submissions(world)).toBe(2);
  });

  it('that has failed keeps its reference', async () => {
    const world = await connect({ args });
    const given = { ...urls, video: 'https://cdn.example.com/not-accessible.mp4' };
    await world.start(given);
    world.mock.clock.advance(10_000);
    const answer = await world.call('start_lipsync', given);
    expect(answer.structuredContent).toMatchObject({ outcome: 'found' });
    expect(textOf(answer)).toContain('wait_for_job');
    expect(submissions(world)).toBe(1);
  });

  it('is found if its answer was lost', async () => {
    const world = await connect({ args });
    world.mock.failNext('reset', { on: 'lipsync.generate', when: 'after' });
    expect(await world.start()).toMatchObject({ outcome: 'submitted' });
    expect(submissions(world)).toBe(1);
  });

  it('is found by the next call if nothing could be found out', async () => {
    const world = await connect({ args });
    world.mock.failNext('reset', { on: 'lipsync.generate', when: 'after' });
    world.mock.failNext({ status: 401 }, { on: 'lipsync.requests.list' });
    const answer = await world.call('start_lipsync', urls);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toMatch(/is unknown.*The same call again looks for it, and never pays twice/);
    expect(await world.start()).toMatchObject({ outcome: 'found' });
    expect(submissions(world)).toBe(1);
  });

  it('keeps its reference when the call is cancelled', async () => {
    const world = await connect({ args });
    world.mock.failNext('stall', { on: 'lipsync.generate', when: 'after' });
    await startAndCancel(world);
    expect(await world.start()).toMatchObject({ outcome: 'found' });
    expect(submissions(world)).toBe(1);
  });

  it('is waited for after its call was cancelled', async () => {
    const world = await connect({ args });
    world.mock.failNext('stall', { on: 'lipsync.generate', when: 'after', lateMs: 5_000 });
    await startAndCancel(world);
    const again = world.start();
    await expect.poll(() => world.mock.requests.filter(({ method }) => method === 'GET').length > 2).toBeTruthy();
    world.mock.clock.advance(6_000);
    expect(await again).toMatchObject({ outcome: 'submitted' });
    expect(submissions(world)).toBe(1);
  });

  it('needs another yes after its call was cancelled, if it was not made', async () => {
    const answers = [yes(), { action: 'decline' as const }];
    const world = await connect({ person: () => answers.shift() ?? yes() });
    world.mock.failNext('stall', { on: 'lipsync.generate' });
    await startAndCancel(world);
    expect(await world.start()).toMatchObject({ outcome: 'declined' });
    expect(submissions(world)).toBe(1);
  });

  it('is no longer counted once the API has refused it', async () => {
    const world = await connect({ args: [...args, '--max-jobs', '1'] });
    world.mock.failNext({ status: 412 }, { on: 'lipsync.generate' });
    const refused = await world.call('start_lipsync', urls);
    expect(textOf(refused)).toMatch(/balance is empty and nothing was paid/);
    const other = { ...urls, video: 'https://cdn.example.com/other.mp4' };
    expect(await world.start(other)).toMatchObject({ outcome: 'submitted' });
  });
});

it('--max-jobs holds for calls at once, and before a person is asked', async () => {
  const world = await connect({ person: yes, args: ['--max-jobs', '2'] });
  const takes = ['a', 'b', 'c', 'd'].map((name) => ({ ...urls, video: `https://cdn.example.com/${name}.mp4` }));
  const answers = await Promise.all(takes.map((given) => world.call('start_lipsync', given)));
  expect(answers.filter(({ isError }) => isError)).toHaveLength(2);
  expect(submissions(world)).toBe(2);
  const asked = world.questions.length;
  expect(textOf(await world.call('start_lipsync', urls))).toContain('--max-jobs allows only 2');
  expect(world.questions).toHaveLength(asked);
  // What has a job is not started again.
  const first = answers.findIndex(({ isError }) => !isError);
  expect(await world.start(takes[first])).toMatchObject({ outcome: 'found' });
});

it('needs a key, and says so in each tool', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const world = await connect({ person: yes, apiKey: '' });
  const calls = { whoami: {}, start_lipsync: urls, list_jobs: { kind: 'lipsync' } };
  for (const [name, given] of Object.entries(calls)) {
    const answer = await world.call(name, given);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toMatch(/No API key.*CHAMELAION_API_KEY/);
  }
  expect(world.mock.requests).toEqual([]);
  expect(stderr.mock.calls.join()).toContain('CHAMELAION_API_KEY is not set');
});

it('never shows the key', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.stubEnv('CHAMELAION_BEARER_TOKEN', key);
  const world = await connect({ person: yes });
  await world.start();
  await world.call('whoami');
  // No other variable is read for one.
  expect(world.mock.requests.map(({ headers }) => headers['authorization'])).toEqual([undefined, undefined]);
  world.mock.failNext({ status: 401, body: { error: `invalid token ${key}` } });
  world.mock.failNext({ status: 500, body: `<p>x-api-key: ${key}</p>` }, { times: 3 });
  expect(textOf(await world.call('whoami'))).toContain('CHAMELAION_API_KEY');
  await world.call('whoami');
  expect(world.wire.join('\n')).not.toContain(key);
  expect(stderr.mock.calls.join()).not.toContain(key);
});
