import { expect, test } from 'vitest';
import { audio, call, makeJob, retrieve, startMock, upload, video } from './fixtures.ts';

test('a job is queued, then processed, then completed', async () => {
  const mock = await startMock({ queuedMs: 5_000, processingMs: 80_000 });
  const id = await makeJob(mock, 'dub-episode-42');

  const queued = {
    id,
    status: 'queued',
    created_at: '2026-04-07T10:00:00.000Z',
    reference_id: 'dub-episode-42',
  };
  expect(await retrieve(mock, id)).toEqual(queued);
  mock.clock.advance(4_999);
  expect(await retrieve(mock, id)).toEqual(queued);

  mock.clock.advance(1);
  const processing = { ...queued, status: 'processing', started_at: '2026-04-07T10:00:05.000Z' };
  expect(await retrieve(mock, id)).toEqual(processing);
  mock.clock.advance(79_999);
  expect(await retrieve(mock, id)).toEqual(processing);

  mock.clock.advance(1);
  expect(await retrieve(mock, id)).toEqual({
    ...processing,
    status: 'completed',
    finished_at: '2026-04-07T10:01:25.000Z',
    output_url: `${new URL(mock.url).origin}/output/${id}.mp4`,
  });
});

test.each([
  ['video', [{ ...video, url: 'https://cdn.example.com/not-accessible.mp4' }, audio]],
  ['audio', [video, { ...audio, url: 'https://cdn.example.com/not-accessible/42.wav' }]],
])('a job with an unreachable %s URL fails and says so', async (kind, inputs) => {
  const mock = await startMock();
  const id = await makeJob(mock, undefined, inputs);
  mock.clock.advance(200);
  expect(await retrieve(mock, id)).toMatchObject({ status: 'processing' });
  mock.clock.advance(80);
  const failed = await retrieve(mock, id);
  expect(failed).toMatchObject({ status: 'failed', error_message: `${kind} URL is not accessible` });
  expect(failed).not.toHaveProperty('output_url');
});

test('"not-accessible" outside of the path means nothing', async () => {
  const mock = await startMock();
  const url = 'https://not-accessible.example.com/42.mp4?not-accessible#not-accessible';
  const id = await makeJob(mock, undefined, [{ ...video, url }, audio]);
  mock.clock.advance(1_000);
  expect(await retrieve(mock, id)).toMatchObject({ status: 'completed' });
});

test('an upload makes the same kind of job', async () => {
  const mock = await startMock();
  const { status, body } = await upload(mock);
  expect(status).toBe(200);
  expect(body).toEqual({ status: 'success', request_id: expect.stringMatching(/^[\da-f-]{36}$/) });
  mock.clock.advance(1_000);
  expect(await retrieve(mock, (body as { request_id: string }).request_id)).toMatchObject({
    status: 'completed',
  });
});

test('a shared reference finds the newest job', async () => {
  const mock = await startMock();
  await makeJob(mock, 'batch/2026 04');
  const newest = await makeJob(mock, 'batch/2026 04');
  await makeJob(mock, 'another');
  expect(await retrieve(mock, 'batch/2026 04')).toMatchObject({ id: newest });
});

test('the list is newest first, pages, and filters by the exact reference', async () => {
  const mock = await startMock();
  const ids: string[] = [];
  for (const reference of ['a', 'b', 'a', 'ab', 'a']) ids.unshift(await makeJob(mock, reference));

  const list = async (query: string) => {
    const { body } = await call(mock, `/v1/lipsync/requests?${query}`);
    const { data, pagination } = body as { data: { id: string }[]; pagination: unknown };
    return { places: data.map(({ id }) => ids.indexOf(id)), pagination };
  };
  expect(await list('')).toEqual({ places: [0, 1, 2, 3, 4], pagination: { limit: 20, offset: 0, total: 5 } });
  expect(await list('limit=2&offset=1')).toEqual({
    places: [1, 2],
    pagination: { limit: 2, offset: 1, total: 5 },
  });
  expect(await list('reference_id=a')).toEqual({
    places: [0, 2, 4],
    pagination: { limit: 20, offset: 0, total: 3 },
  });
  expect(await list('reference_id=none')).toEqual({
    places: [],
    pagination: { limit: 20, offset: 0, total: 0 },
  });
  expect(await list('offset=9')).toEqual({ places: [], pagination: { limit: 20, offset: 9, total: 5 } });
});

test('reset forgets jobs and requests, but not the time', async () => {
  const mock = await startMock();
  mock.clock.advance(1_000);
  const id = await makeJob(mock);
  const before = mock.clock.now();
  mock.reset();
  expect(mock.requests).toEqual([]);
  expect(await retrieve(mock, id)).toEqual({ error: 'lipsync request not found' });
  expect(mock.clock.now()).toBe(before);
});
