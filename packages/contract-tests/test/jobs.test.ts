import Chamelaion from '@chamelaion/client';
import { startMockServer } from '@chamelaion/mock-server';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type Recorded, recording } from '../harness/record.ts';
import { sampleInput, times } from '../harness/samples.ts';

const mock = await startMockServer({ clock: 'manual', ...times });
let exchanges: Recorded[];
const recorder = recording(mock.url, (recorded) => exchanges.push(recorded));
const client = new Chamelaion({ apiKey: 'any', baseURL: mock.url, fetch: recorder });
beforeEach(() => {
  exchanges = [];
  mock.reset();
});
afterEach(() => {
  for (const { objections } of exchanges) expect(objections).toEqual({ request: [], answer: [] });
});
afterAll(() => mock.close());

const { inputs } = sampleInput('lipsync.generate') as Chamelaion.LipsyncGenerateParams;

test('a job from URLs runs from queued to completed, and its video is there', async () => {
  const { request_id } = await client.lipsync.generate({ inputs, reference_id: 'dub-episode-42' });
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
