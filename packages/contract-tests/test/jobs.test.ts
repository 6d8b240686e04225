import Chamelaion from '@chamelaion/client';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Recorded, recording } from '../harness/record.ts';

let mock: MockServer;
let client: Chamelaion;
let exchanges: Recorded[];
beforeAll(async () => {
  mock = await startMockServer({ clock: 'manual', queuedMs: 5_000, processingMs: 80_000 });
  const fetch = recording(mock.url, (recorded) => exchanges.push(recorded));
  client = new Chamelaion({ apiKey: 'any', baseURL: mock.url, fetch });
});
beforeEach(() => {
  exchanges = [];
  mock.reset();
});
afterEach(() => {
  for (const { objections } of exchanges) expect(objections).toEqual({ request: [], answer: [] });
});
afterAll(() => mock.close());

const inputs = (path = '42.mp4'): Chamelaion.LipsyncGenerateParams['inputs'] => [
  { type: 'video', url: `https://cdn.example.com/episodes/${path}` },
  { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
];

test('a job from URLs runs from queued to completed, and its video is there', async () => {
  const { request_id } = await client.lipsync.generate({
    inputs: inputs(),
    reference_id: 'dub-episode-42',
  });
  const statuses: string[] = [];
  for (const elapsed of [0, 4_999, 1, 79_999, 1]) {
    mock.clock.advance(elapsed);
    statuses.push((await client.lipsync.requests.retrieve(request_id)).status);
  }
  expect(statuses).toEqual(['queued', 'queued', 'processing', 'processing', 'completed']);

  const request = await client.lipsync.requests.retrieve('dub-episode-42');
  expect(request.id).toBe(request_id);
  if (request.status !== 'completed') throw new Error(request.status);
  const video = await fetch(request.output_url, { headers: { range: 'bytes=4-7' } });
  expect(video.status).toBe(206);
  expect(await video.text()).toBe('ftyp');
});

test('a job from files runs the same way', async () => {
  const { request_id } = await client.lipsync.generateWithMedia({
    video: new File(['video'], 'clip.mp4'),
    audio: new Blob(['audio']),
    reference_id: 'upload é/?',
    disable_active_speaker_detection: true,
  });
  mock.clock.advance(85_000);
  expect(await client.lipsync.requests.retrieve('upload é/?')).toMatchObject({
    id: request_id,
    status: 'completed',
  });
});

test('a job whose media cannot be fetched fails, and says why', async () => {
  const { request_id } = await client.lipsync.generate({ inputs: inputs('not-accessible.mp4') });
  mock.clock.advance(85_000);
  const request = await client.lipsync.requests.retrieve(request_id);
  if (request.status !== 'failed') throw new Error(request.status);
  expect(request.error_message).toBe('video URL is not accessible');
  expect(request.output_url).toBeUndefined();
});

test('a shared reference lists all its jobs; retrieving by it gives the newest', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) {
    ids.unshift((await client.lipsync.generate({ inputs: inputs(), reference_id: 'batch' })).request_id);
    mock.clock.advance(1_000);
  }
  await client.lipsync.generate({ inputs: inputs() });
  const page = await client.lipsync.requests.list({ reference_id: 'batch', limit: 2, offset: 1 });
  expect(page.data.map(({ id }) => id)).toEqual(ids.slice(1));
  expect(page.pagination).toEqual({ limit: 2, offset: 1, total: 3 });
  expect((await client.lipsync.requests.retrieve('batch')).id).toBe(ids[0]);
  expect((await client.lipsync.requests.list()).pagination).toEqual({ limit: 20, offset: 0, total: 4 });
});

test('a translation runs from queued to completed, and its files are there', async () => {
  const { request_id } = await client.videoTranslate.generateWithMedia({
    video: new File(['video'], 'clip.mp4'),
    target_languages: ['de', 'pt-BR'],
    target_srts: { de: '1\n00:00:00,000 --> 00:00:01,000\nHallo\n' },
    config: { tts_model: 'eleven_v4' },
  });
  const statuses: string[] = [];
  for (const elapsed of [0, 5_000, 40_000, 40_000]) {
    mock.clock.advance(elapsed);
    statuses.push((await client.videoTranslate.requests.retrieve(request_id)).status);
  }
  expect(statuses).toEqual(['queued', 'uploading', 'processing', 'completed']);
  const request = await client.videoTranslate.requests.waitFor(request_id);
  expect(request).toMatchObject({ target_languages: ['de', 'pt-BR'], config: { tts_model: 'eleven_v4' } });
  const { video = '', audio = '', srt = '' } = request.outputs['pt-BR'] ?? {};
  expect(await (await fetch(video, { headers: { range: 'bytes=4-7' } })).text()).toBe('ftyp');
  expect(await (await fetch(audio, { headers: { range: 'bytes=0-3' } })).text()).toBe('RIFF');
  expect(await (await fetch(srt)).text()).toContain('00:00:00,240 --> 00:00:01,080');
});

test('health and the current user answer', async () => {
  expect(await client.health.check()).toEqual({ status: 'ok' });
  expect(await client.users.retrieveCurrent()).toEqual({ name: 'My API Token' });
});

test('the key is nowhere in what the mock keeps', async () => {
  const secretive = new Chamelaion({ apiKey: 'SECRET-key', bearerToken: 'SECRET-token', baseURL: mock.url });
  await secretive.users.retrieveCurrent();
  expect(JSON.stringify(mock.requests)).not.toContain('SECRET');
});
