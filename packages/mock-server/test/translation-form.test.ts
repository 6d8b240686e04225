import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { call, idOf, jobCount, retrieveTranslation, startMock, type Translation, translateUpload } from './fixtures.ts';
import { rawPost, sendRaw } from './raw.ts';

type Parts = Parameters<typeof translateUpload>[1];

/** What a translation of this form shows. */
async function uploaded(mock: MockServer, parts: Parts): Promise<Translation> {
  return retrieveTranslation(mock, idOf(await translateUpload(mock, parts)));
}

const invalid = { status: 400, body: { error: 'invalid request body' } };
const path = '/v1/video-translate/generate-with-media';

test.each([
  ['["de","fr"]', ['de', 'fr']],
  ['de,fr', ['de', 'fr']],
  ['de', ['de']],
  ['["de,fr"]', ['de,fr']],
  [' [ "de" ]\n', ['de']],
  ['no', ['no']],
  ['null', ['null']],
  ['zh-Hant,sr@latin', ['zh-Hant', 'sr@latin']],
])('the languages %j', async (text, languages) => {
  const mock = await startMock();
  expect(await uploaded(mock, { target_languages: text })).toMatchObject({ target_languages: languages });
});

test.each(['["de"', '[de]', '[]', '', ' ', 'de,de', '[1]', '[["de"]]', '{"de":true}', '"de"', '{'])(
  'the languages %j are refused',
  async (text) => {
    const mock = await startMock();
    expect(await translateUpload(mock, { target_languages: text })).toMatchObject(invalid);
  },
);

test('settings as JSON, and booleans as texts', async () => {
  const mock = await startMock();
  const config = { tts_model: 'eleven_v4', speaker_voices: { 0: 'voice-anna' } };
  const switches = { formality: 'true', disable_lip_sync: 'false' };
  const shown = await uploaded(mock, { target_languages: 'de', config: JSON.stringify(config), ...switches });
  expect(shown).toMatchObject({ config, formality: true, disable_lip_sync: false, disable_background_audio: false });
});

test("what the vendor's Python SDK writes for options that were left out is nothing", async () => {
  const mock = await startMock();
  const nothing = '<chamelaion.Omit object at 0x7fe44bc6dc90>';
  const options = { formality: nothing, model: nothing, webhook_url: nothing };
  const shown = await uploaded(mock, { target_languages: 'de', ...options });
  expect(shown).toMatchObject({ formality: false });
  expect(shown).not.toHaveProperty('model');
  expect(shown).not.toHaveProperty('webhook_url');
});

test.each([
  ['settings that are cut off', { config: '{"tts_model":' }],
  ['settings that are a list', { config: '[]' }],
  ['settings that are null', { config: 'null' }],
  ['settings with subtitles without a cue', { config: '{"source_srt":{"content":"Hello"}}' }],
  ['settings as a file', { config: new Blob(['{}'], { type: 'application/json' }) }],
  ['a boolean that is none', { formality: 'yes' }],
  ['an empty boolean', { disable_lip_sync: '' }],
  ['an unknown model', { model: 'cheap' }],
  ['a webhook_url that is no URI', { webhook_url: 'my app' }],
  ['subtitles as a text', { source_srt: '1\n00:00:00,000 --> 00:00:01,000\nHello\n' }],
  ['subtitles of a language as a text', { 'target_srt.de': '1\n00:00:00,000 --> 00:00:01,000\nHallo\n' }],
  ['a text in place of the video', { video: 'https://cdn.example.com/episodes/42.mp4' }],
])('%s: refused', async (_, parts) => {
  const mock = await startMock();
  expect(await translateUpload(mock, { target_languages: 'de', ...parts })).toMatchObject(invalid);
  expect(await jobCount(mock, 'video-translate')).toBe(0);
});

test('subtitles are files', async () => {
  const mock = await startMock();
  const srt = new Blob(['1\n00:00:00,000 --> 00:00:01,000\nHello\n'], { type: 'application/x-subrip' });
  const names = ['source_srt', 'target_srt.de', 'target_srt.pt-BR'];
  const files = Object.fromEntries(names.map((name) => [name, srt]));
  await uploaded(mock, { target_languages: 'de,pt-BR', ...files });
  const body = mock.requests[0]?.body as Record<string, unknown>;
  for (const name of names) expect(body[name]).toMatchObject({ bytes: srt.size });
});

test('fields of the other way to submit mean nothing here, whatever they hold', async () => {
  const mock = await startMock();
  const others = { inputs: 'x', outputs: 'y', ['__proto__']: 'z', more: 'w' };
  const shown = await uploaded(mock, { target_languages: 'de', ...others });
  for (const name of ['inputs', 'outputs', 'more']) expect(shown).not.toHaveProperty(name);
});

test('JSON parts may say what they are', async () => {
  const mock = await startMock();
  const part = (head: string, content: string) =>
    `--XX\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const form = [
    part('name="video"; filename="v.mp4"\r\nContent-Type: video/mp4', 'DATA'),
    part('name="target_languages"\r\nContent-Type: application/json', '["de"]'),
    part('name="config"\r\nContent-Type: application/json; charset=utf-8', '{"tts_model":"eleven_v4"}'),
  ];
  const body = `${form.join('')}--XX--\r\n`;
  expect(await sendRaw(mock, rawPost(path, 'multipart/form-data; boundary=XX', body))).toMatch(/^HTTP\/1.1 200 /);
  const { body: list } = await call(mock, '/v1/video-translate/requests');
  expect(list).toMatchObject({ data: [{ target_languages: ['de'], config: { tts_model: 'eleven_v4' } }] });
});

test('a form without a video, and what is no form', async () => {
  const mock = await startMock();
  const form = new FormData();
  form.set('target_languages', 'de');
  expect(await call(mock, path, { method: 'POST', body: form })).toMatchObject(invalid);
  const headers = { 'content-type': 'application/json' };
  expect(await call(mock, path, { method: 'POST', body: '{}', headers })).toMatchObject(invalid);
});
