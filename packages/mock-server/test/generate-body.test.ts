import { expect, test } from 'vitest';
import { audio, generate, mediaForm, startMock, upload, video } from './fixtures.ts';

const bad = { url: 'no URL' };
const { url } = video;

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
])('%s', async (_, inputs, error) => {
  const mock = await startMock();
  expect(await generate(mock, { inputs })).toMatchObject({ status: 400, body: { error } });
});

test.each(['', '[]', 'null', '0', '"text"', '{', '{"inputs":[]}}', '\u0000'])('the body %j', async (body) => {
  const mock = await startMock();
  expect(await generate(mock, body)).toMatchObject({ status: 400, body: { error: 'invalid request body' } });
});

test.each([{ reference_id: 42 }, { reference_id: null }, { disable_active_speaker_detection: 'true' }])(
  'two inputs and %j',
  async (field) => {
    const mock = await startMock();
    for (const inputs of [[video, audio], [video, video], []]) {
      const answer = await generate(mock, { inputs, ...field });
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid request body' } });
    }
  },
);

test('inputs in any order, and all documented fields', async () => {
  const mock = await startMock();
  const fields = { disable_active_speaker_detection: true, reference_id: 'dub-episode-42' };
  for (const inputs of [
    [video, audio],
    [audio, video],
  ]) {
    expect((await generate(mock, { inputs, ...fields })).status).toBe(200);
  }
});

test('a form with all documented fields', async () => {
  const mock = await startMock();
  const form = mediaForm({ disable_active_speaker_detection: 'true', reference_id: 'über & 100 %\r\n--' });
  expect((await upload(mock, form)).status).toBe(200);
});

test('a text field is no file', async () => {
  const mock = await startMock();
  const form = mediaForm();
  form.set('video', 'https://cdn.example.com/episodes/42.mp4');
  expect(await upload(mock, form)).toMatchObject({ status: 400, body: { error: 'video file is required' } });
});
