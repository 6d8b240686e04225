import { expect, test } from 'vitest';
import {
  audio,
  call,
  generate,
  idOf,
  jobCount,
  makeTranslation,
  mediaForm,
  retrieve,
  retrieveTranslation,
  startMock,
  translate,
  translateUpload,
  translation,
  upload,
  video,
} from './fixtures.ts';

const bad = { url: 'no URL' };
const { url } = video;
const invalid = { status: 400, body: { error: 'invalid request body' } };

test.each([
  ['two videos', [video, video], 'expected exactly one video input'],
  ['three inputs with two videos', [video, audio, video], 'expected exactly one video input'],
  ['an empty list', [], 'expected exactly one video input'],
  ['a lone audio track', [audio], 'expected exactly one video input'],
  ['a lone video', [video], 'expected exactly one audio input'],
  ['three inputs with two audio tracks', [video, audio, audio], 'expected exactly one audio input'],
  ['an unknown type', [{ type: 'text', url }, audio], 'input type must be "video" or "audio"'],
  ['a missing type', [video, { url }], 'input type must be "video" or "audio"'],
  ['an unknown type among too many', [video, video, { type: 'text', url }], 'input type must be "video" or "audio"'],
  ['a missing url', [video, { type: 'audio' }], 'invalid request body'],
  ['a url that is no URI', [video, { ...audio, ...bad }], 'invalid request body'],
  ['a url that is no string', [{ ...video, url: 42 }, audio], 'invalid request body'],
  ['an unknown type with a bad url', [video, { type: 'text', ...bad }], 'invalid request body'],
  ['a third input with a bad url', [video, audio, { type: 'audio', ...bad }], 'invalid request body'],
  ['an input that is null', [video, null], 'invalid request body'],
  ['an input that is a string', [video, 'audio'], 'invalid request body'],
  ['inputs that are no list', { video, audio }, 'invalid request body'],
  ['missing inputs', undefined, 'invalid request body'],
])('lip sync with %s', async (_, inputs, error) => {
  const mock = await startMock();
  expect(await generate(mock, { inputs })).toMatchObject({ status: 400, body: { error } });
});

test.each(['', '[]', 'null', '0', '"text"', '{', '{"inputs":[]}}', '\u0000'])('the body %j', async (body) => {
  const mock = await startMock();
  expect(await generate(mock, body)).toMatchObject(invalid);
});

test.each([{ reference_id: 42 }, { reference_id: null }, { disable_active_speaker_detection: 'true' }])(
  'inputs of any kind, and %j',
  async (field) => {
    const mock = await startMock();
    for (const inputs of [[video, audio], [video, video], []]) {
      expect(await generate(mock, { inputs, ...field })).toMatchObject(invalid);
    }
  },
);

test('lip sync with all documented fields, inputs in any order, and a form', async () => {
  const mock = await startMock();
  const fields = { disable_active_speaker_detection: true, reference_id: 'dub-episode-42' };
  expect((await generate(mock, { inputs: [video, audio], ...fields })).status).toBe(200);
  expect((await generate(mock, { inputs: [audio, video], ...fields })).status).toBe(200);
  const form = mediaForm({ disable_active_speaker_detection: 'true', reference_id: 'über & 100 %\r\n--' });
  expect((await upload(mock, form)).status).toBe(200);
});

test('a text field is no file', async () => {
  const mock = await startMock();
  const form = mediaForm();
  form.set('video', url);
  expect(await upload(mock, form)).toMatchObject({ status: 400, body: { error: 'video file is required' } });
});

test.each<[string, object | string]>([
  ['broken JSON', '{"inputs": ['],
  ['no inputs', { target_languages: ['de'] }],
  ['an empty list of inputs', { ...translation, inputs: [] }],
  ['an audio track', { ...translation, inputs: [audio] }],
  ['a url that is no URI', { ...translation, inputs: [{ type: 'video', ...bad }] }],
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
])('a translation with %s is refused', async (_, body) => {
  const mock = await startMock();
  expect(await translate(mock, body)).toMatchObject(invalid);
  expect(await jobCount(mock, 'video-translate')).toBe(0);
});

test('what a translation was given is shown again, in the list and of an upload as well', async () => {
  const mock = await startMock();
  const given = {
    target_languages: ['ja'],
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
  const id = await makeTranslation(mock, given);
  const shown = { ...given, id, status: 'queued', created_at: '2026-04-07T10:00:00.000Z' };
  expect(await retrieveTranslation(mock, id)).toEqual(shown);
  expect((await call(mock, '/v1/video-translate/requests')).body).toMatchObject({ data: [given] });

  const texts = Object.entries(given).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const uploaded = idOf(await translateUpload(mock, Object.fromEntries(texts)));
  expect(await retrieveTranslation(mock, uploaded)).toEqual({ ...shown, id: uploaded });
});

test('a body cannot say what only the API says', async () => {
  const mock = await startMock();
  const ends = { started_at: 1, finished_at: 2, outputs: 'all', error_message: null };
  const id = await makeTranslation(mock, { id: 'mine', status: 'completed', created_at: 'never', ...ends });
  const shown = await retrieveTranslation(mock, id);
  expect(shown).toMatchObject({ id, status: 'queued', created_at: '2026-04-07T10:00:00.000Z' });
  for (const name of Object.keys(ends)) expect(shown).not.toHaveProperty(name);

  const lipsync = idOf(await generate(mock, { inputs: [video, audio], output_url: 42 }));
  expect(await retrieve(mock, lipsync)).not.toHaveProperty('output_url');
});
