import { expect, test } from 'vitest';
import {
  audio,
  call,
  generate,
  makeTranslation,
  retrieve,
  retrieveTranslation,
  startMock,
  translate,
  translateUpload,
  translation,
  video,
} from './fixtures.ts';

const given = {
  source_language: 'en',
  model: 'classic',
  formality: true,
  disable_lip_sync: true,
  disable_background_audio: true,
  config: {
    tts_model: 'eleven_v4',
    source_srt: { content: '1\n00:00:00,000 --> 00:00:01,000\nHello\n', file_name: 'en.srt' },
    speaker_voices: { 0: 'voice-anna' },
    unknown: [1, null, { deep: 'yes' }],
  },
  webhook_url: 'https://app.example.com/hooks?job=1',
  reference_id: 'translate-episode-42',
};

test('what was given is shown again, in the list as well', async () => {
  const mock = await startMock();
  const id = await makeTranslation(mock, { ...given, target_languages: ['ja'] });
  expect(await retrieveTranslation(mock, id)).toEqual({
    ...given,
    target_languages: ['ja'],
    id,
    status: 'queued',
    created_at: '2026-04-07T10:00:00.000Z',
  });
  const { body } = await call(mock, '/v1/video-translate/requests');
  expect(body).toMatchObject({ data: [given] });
});

test('what an upload was given is shown again', async () => {
  const mock = await startMock();
  const texts = Object.entries({ ...given, target_languages: ['ja'] }).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const { body } = await translateUpload(mock, Object.fromEntries(texts));
  const { request_id: id } = body as { request_id: string };
  expect(await retrieveTranslation(mock, id)).toMatchObject({ ...given, target_languages: ['ja'] });
});

test('a body cannot say what only the API says', async () => {
  const mock = await startMock();
  const id = await makeTranslation(mock, {
    id: 'mine',
    status: 'completed',
    created_at: 'never',
    started_at: 1,
    finished_at: 2,
    outputs: 'all',
    error_message: null,
  });
  const shown = await retrieveTranslation(mock, id);
  expect(shown).toMatchObject({ id, status: 'queued', created_at: '2026-04-07T10:00:00.000Z' });
  for (const name of ['started_at', 'finished_at', 'outputs', 'error_message']) expect(shown).not.toHaveProperty(name);

  const { body } = await generate(mock, {
    inputs: [video, audio],
    output_url: 42,
  });
  const { request_id: lipsync } = body as { request_id: string };
  expect(await retrieve(mock, lipsync)).not.toHaveProperty('output_url');
});

test.each<[string, object | string]>([
  ['broken JSON', '{"inputs": ['],
  ['no inputs', { target_languages: ['de'] }],
  ['an empty list of inputs', { ...translation, inputs: [] }],
  ['an audio track', { ...translation, inputs: [audio] }],
  ['a url that is no URI', { ...translation, inputs: [{ type: 'video', url: 'no URL' }] }],
  ['no languages', { inputs: [video] }],
  ['an empty list of languages', { ...translation, target_languages: [] }],
  ['a language twice', { ...translation, target_languages: ['de', 'de'] }],
  ['languages as a text', { ...translation, target_languages: 'de' }],
  ['an unknown model', { ...translation, model: 'cheap' }],
  ['a boolean as a text', { ...translation, formality: 'true' }],
  ['settings that are a list', { ...translation, config: [] }],
  ['subtitles without a cue', { ...translation, config: { target_srts: { de: { content: 'Hallo' } } } }],
  ['a voice that is no text', { ...translation, config: { speaker_voices: { 0: 1 } } }],
  ['a webhook_url that is no URI', { ...translation, webhook_url: 'my app' }],
])('%s is refused', async (_, body) => {
  const mock = await startMock();
  expect(await translate(mock, body)).toMatchObject({
    status: 400,
    body: { error: 'invalid request body' },
  });
  expect((await call(mock, '/v1/video-translate/requests')).body).toMatchObject({ data: [] });
});
