import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import {
  audio,
  call,
  idOf,
  jobCount,
  makeJob,
  makeTranslation,
  retrieve,
  retrieveTranslation,
  startMock,
  unreachable,
  upload,
  video,
} from './fixtures.ts';
import { openSocket, rawPost, readAll } from './raw.ts';

test('a job is queued, then processed, then completed', async () => {
  const mock = await startMock({ queuedMs: 5_000, processingMs: 80_000 });
  const reference_id = 'dub-episode-42';
  const id = await makeJob(mock, reference_id);
  const queued = { id, status: 'queued', created_at: '2026-04-07T10:00:00.000Z', reference_id };
  const processing = { ...queued, status: 'processing', started_at: '2026-04-07T10:00:05.000Z' };
  const completed = {
    ...processing,
    status: 'completed',
    finished_at: '2026-04-07T10:01:25.000Z',
    output_url: `${new URL(mock.url).origin}/output/${id}.mp4`,
  };
  for (const [ms, state] of [
    [0, queued],
    [4_999, queued],
    [1, processing],
    [79_999, processing],
    [1, completed],
  ] as const) {
    mock.clock.advance(ms);
    expect(await retrieve(mock, id)).toEqual(state);
  }
});

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
  const outputs = { de: files('de'), fr: files('fr') };
  const completed = { ...processing, status: 'completed', finished_at: '2026-04-07T10:01:25.000Z', outputs };
  for (const [ms, state] of [
    [0, queued],
    [4_999, queued],
    [1, uploading],
    [39_999, uploading],
    [1, processing],
    [39_999, processing],
    [1, completed],
  ] as const) {
    mock.clock.advance(ms);
    expect(await retrieveTranslation(mock, id)).toEqual(state);
  }
});

const translate = (mock: MockServer, inputs: object[]) => makeTranslation(mock, { inputs });
const generate = (mock: MockServer, inputs: (typeof video)[]) => makeJob(mock, undefined, inputs);
const elsewhere = { type: 'video', url: 'https://not-accessible.example.com/42.mp4?not-accessible#not-accessible' };

test.each([
  ['lip sync', generate, retrieve, 'video', [unreachable, audio]],
  [
    'lip sync',
    generate,
    retrieve,
    'audio',
    [video, { ...audio, url: 'https://cdn.example.com/not-accessible/42.wav' }],
  ],
  ['translation', translate, retrieveTranslation, 'video', [video, unreachable]],
] as const)('a %s of an unreachable URL fails and says so', async (_, make, show, type, inputs) => {
  const mock = await startMock();
  const id = await make(mock, [...inputs]);
  mock.clock.advance(279);
  expect(await show(mock, id)).toMatchObject({ status: 'processing' });
  mock.clock.advance(1);
  const failed = await show(mock, id);
  const finished_at = '2026-04-07T10:00:00.280Z';
  expect(failed).toMatchObject({ status: 'failed', error_message: `${type} URL is not accessible`, finished_at });
  for (const result of ['output_url', 'outputs']) expect(failed).not.toHaveProperty(result);
});

test.each([
  ['lip sync', generate, retrieve, [elsewhere, audio]],
  ['translation', translate, retrieveTranslation, [elsewhere]],
] as const)('"not-accessible" outside of the path means nothing to a %s', async (_, make, show, inputs) => {
  const mock = await startMock();
  const id = await make(mock, [...inputs]);
  mock.clock.advance(1_000);
  expect(await show(mock, id)).toMatchObject({ status: 'completed' });
});

test('an upload makes the same kind of job', async () => {
  const mock = await startMock();
  const made = await upload(mock);
  const request_id = expect.stringMatching(/^[\da-f-]{36}$/);
  expect(made).toMatchObject({ status: 200, body: { status: 'success', request_id } });
  mock.clock.advance(1_000);
  expect(await retrieve(mock, idOf(made))).toMatchObject({ status: 'completed' });
});

test('a shared reference finds the newest lip sync, but no translation: only the list does', async () => {
  const mock = await startMock();
  await makeJob(mock, 'batch/2026 04');
  const newest = await makeJob(mock, 'batch/2026 04');
  await makeJob(mock, 'another');
  const id = await makeTranslation(mock, { reference_id: 'batch/2026 04' });
  expect(await retrieve(mock, 'batch/2026 04')).toMatchObject({ id: newest });
  expect(await retrieveTranslation(mock, 'batch/2026 04')).toEqual({ error: 'video translate request not found' });
  const { body } = await call(mock, '/v1/video-translate/requests?reference_id=batch%2F2026 04');
  expect(body).toMatchObject({ data: [{ id }], pagination: { total: 1 } });
});

test('the two kinds do not see each other, and reset() forgets both, but not the time', async () => {
  const mock = await startMock();
  mock.clock.advance(1_000);
  const before = mock.clock.now();
  const [lipsync, translated] = [await makeJob(mock), await makeTranslation(mock)];
  expect(await retrieve(mock, translated)).toEqual({ error: 'lipsync request not found' });
  expect(await retrieveTranslation(mock, lipsync)).toEqual({ error: 'video translate request not found' });
  expect(await jobCount(mock)).toBe(1);
  mock.reset();
  expect(mock.requests).toEqual([]);
  expect(await retrieve(mock, lipsync)).toHaveProperty('error');
  expect(await retrieveTranslation(mock, translated)).toHaveProperty('error');
  expect(mock.clock.now()).toBe(before);
});

/** Many jobs over one connection, which takes a tenth of the time that fetch does. */
async function makeJobs(mock: MockServer, count: number): Promise<void> {
  const body = JSON.stringify({ inputs: [video, audio] });
  const socket = openSocket(mock, rawPost('/v1/lipsync/generate', 'application/json', body).repeat(count));
  await readAll(socket, (text) => text.split('"request_id"').length > count);
}

test.runIf(process.env['THOROUGH'])('beyond 10,000 jobs, the oldest that has ended is forgotten', async () => {
  const mock = await startMock({ rateLimit: 0 });
  const oldest = await makeJob(mock, 'shared');
  await makeJobs(mock, 10_000);
  expect(await jobCount(mock)).toBe(10_001);
  expect(await retrieve(mock, oldest)).toMatchObject({ status: 'queued' });

  mock.clock.advance(1_000);
  const newest = await makeJob(mock, 'shared');
  expect(await jobCount(mock)).toBe(10_000);
  expect(await retrieve(mock, oldest)).toEqual({ error: 'lipsync request not found' });
  expect(await retrieve(mock, 'shared')).toMatchObject({ id: newest });
  const { body } = await call(mock, '/v1/lipsync/requests?reference_id=shared');
  expect(body).toMatchObject({ data: [{ id: newest }], pagination: { total: 1 } });
});
