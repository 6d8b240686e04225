import { expect, test } from 'vitest';
import { call, makeJob, makeTranslation, retrieve, retrieveTranslation, startMock, video } from './fixtures.ts';

test('a translation is queued, then uploaded, then processed, then completed in every language at once', async () => {
  const mock = await startMock({ queuedMs: 5_000, processingMs: 80_000 });
  const id = await makeTranslation(mock);
  const queued = {
    id,
    status: 'queued',
    created_at: '2026-04-07T10:00:00.000Z',
    target_languages: ['de', 'fr'],
    formality: false,
    disable_lip_sync: false,
    disable_background_audio: false,
    config: {},
  };
  const uploading = { ...queued, status: 'uploading', started_at: '2026-04-07T10:00:05.000Z' };
  const processing = { ...uploading, status: 'processing' };
  const files = (language: string) => {
    const base = `${new URL(mock.url).origin}/output/${id}/${language}`;
    return { video: `${base}.mp4`, audio: `${base}.wav`, srt: `${base}.srt` };
  };

  expect(await retrieveTranslation(mock, id)).toEqual(queued);
  for (const [ms, state] of [
    [4_999, queued],
    [1, uploading],
    [39_999, uploading],
    [1, processing],
    [39_999, processing],
  ] as const) {
    mock.clock.advance(ms);
    expect(await retrieveTranslation(mock, id)).toEqual(state);
  }
  mock.clock.advance(1);
  expect(await retrieveTranslation(mock, id)).toEqual({
    ...processing,
    status: 'completed',
    finished_at: '2026-04-07T10:01:25.000Z',
    outputs: { de: files('de'), fr: files('fr') },
  });
});

test('a translation of an unreachable video fails and says so', async () => {
  const mock = await startMock();
  const inputs = [video, { ...video, url: 'https://cdn.example.com/not-accessible.mp4' }];
  const id = await makeTranslation(mock, { inputs });
  mock.clock.advance(279);
  expect(await retrieveTranslation(mock, id)).toMatchObject({ status: 'processing' });
  mock.clock.advance(1);
  const failed = await retrieveTranslation(mock, id);
  expect(failed).toMatchObject({
    status: 'failed',
    error_message: 'video URL is not accessible',
    finished_at: '2026-04-07T10:00:00.280Z',
  });
  expect(failed).not.toHaveProperty('outputs');
});

test('"not-accessible" outside of the path means nothing', async () => {
  const mock = await startMock();
  const url = 'https://not-accessible.example.com/42.mp4?not-accessible#not-accessible';
  const id = await makeTranslation(mock, { inputs: [{ ...video, url }] });
  mock.clock.advance(1_000);
  expect(await retrieveTranslation(mock, id)).toMatchObject({ status: 'completed' });
});

test('a reference finds a lip sync, but no translation: only the list does', async () => {
  const mock = await startMock();
  const id = await makeTranslation(mock, { reference_id: 'mine' });
  await makeJob(mock, 'mine');
  expect(await retrieve(mock, 'mine')).toMatchObject({ reference_id: 'mine' });
  expect(await call(mock, '/v1/video-translate/requests/mine')).toMatchObject({
    status: 404,
    body: { error: 'video translate request not found' },
  });
  const { body } = await call(mock, '/v1/video-translate/requests?reference_id=mine');
  expect(body).toMatchObject({ data: [{ id }], pagination: { total: 1 } });
});

test('the two kinds do not see each other', async () => {
  const mock = await startMock();
  const lipsync = await makeJob(mock);
  const id = await makeTranslation(mock);
  expect((await call(mock, `/v1/video-translate/requests/${lipsync}`)).status).toBe(404);
  expect((await call(mock, `/v1/lipsync/requests/${id}`)).status).toBe(404);
  expect((await call(mock, '/v1/lipsync/requests')).body).toMatchObject({ pagination: { total: 1 } });
  mock.reset();
  expect((await call(mock, `/v1/video-translate/requests/${id}`)).status).toBe(404);
});
