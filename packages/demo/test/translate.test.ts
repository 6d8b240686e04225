import type { Voice } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { findLanguages } from '../studio/page/translate/find-languages.ts';
import { toWebVTT } from '../studio/page/translate/to-web-vtt.ts';
import { checkTranslation, emptyTranslation, translateBody } from '../studio/page/translate/translate-draft.ts';

const voice = (voice_id: string, name: string) => ({ voice_id, name }) as Voice;
const subtitles = (text: string | Uint8Array<ArrayBuffer>) => new File([text], 'clip.srt');
const cue = '1\n00:00:01,000 --> 00:00:02,000\nHello\n';

test.each([
  ['ger', 'de'],
  ['German', 'de'],
  ['de', 'de'],
  ['fr', 'fr'],
  ['  PT  ', 'pt'],
  ['egian', 'no'],
  // The older code of a language is that language.
  ['deu', 'de'],
  ['pt-br', 'pt-BR'],
  ['sw', 'sv'],
])('"%s" finds %s', (text, code) => {
  expect(findLanguages(text, []).map((language) => language.code)).toContain(code);
});

test('what fits best comes first, and any other code last', () => {
  const names = (text: string, chosen: string[] = []) => findLanguages(text, chosen).map(({ name }) => name);
  expect(names('de')).toEqual(['German']);
  expect(names('fi').slice(0, 2)).toEqual(['Finnish', 'Filipino']);
  expect(names('sw')).toEqual(['Swedish', 'Swahili']);
  expect(names('xx')).toEqual(['xx']);
  expect(names('pt-br')).toEqual(['Brazilian Portuguese']);
  expect(names('')).toContain('Chinese');
});

test('what is chosen, and what is no code, is not offered', () => {
  expect(findLanguages('german', ['de'])).toEqual([]);
  expect(findLanguages('pt-br', ['pt-BR'])).toEqual([]);
  for (const text of ['germn', 'x y', '<b>', 'de-', 'en-u-']) expect(findLanguages(text, []), text).toEqual([]);
});

test.each([
  [cue, 'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nHello\n'],
  [`\uFEFF${cue.replaceAll('\n', '\r\n')}`, 'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nHello\n'],
  ['0:00:01,5 --> 1:02:03,04\nOne, two', 'WEBVTT\n\n00:00:01.500 --> 01:02:03.040\nOne, two'],
  ['00:01.000-->00:02.000 X1:0', 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000 X1:0'],
])('%j becomes WebVTT', (subRip, webVTT) => {
  expect(toWebVTT(subRip)).toBe(webVTT);
});

test('only what was chosen is sent', async () => {
  expect(await translateBody({ ...emptyTranslation, languages: ['de'] })).toEqual({ target_languages: ['de'] });
  const body = await translateBody({
    ...emptyTranslation,
    files: { subtitles: subtitles(cue) },
    languages: ['de', 'pt-BR'],
    voices: [voice('a', 'Anna'), undefined, voice('c', 'Chloe')],
    options: {
      source_language: 'en',
      model: 'classic',
      formality: true,
      disable_lip_sync: true,
      disable_background_audio: false,
    },
  });
  expect(body).toEqual({
    target_languages: ['de', 'pt-BR'],
    source_language: 'en',
    model: 'classic',
    formality: true,
    disable_lip_sync: true,
    config: { speaker_voices: { 0: 'a', 2: 'c' }, source_srt: { content: cue, file_name: 'clip.srt' } },
  });
});

test('a translation is checked field by field', async () => {
  expect(await checkTranslation(emptyTranslation)).toEqual({
    video: 'Choose a video first.',
    languages: 'Choose at least one language.',
  });
  const video = new File(['data'], 'clip.mp4');
  const check = (file: File) =>
    checkTranslation({ ...emptyTranslation, languages: ['de'], files: { video, subtitles: file } });
  expect(await check(subtitles(cue))).toEqual({});
  expect(await check(subtitles('Hello'))).toEqual({
    subtitles: '“clip.srt” holds no subtitles. Choose another file.',
  });
  expect((await check(subtitles(''))).subtitles).toContain('is empty');
  expect((await check(subtitles(new Uint8Array([0xe4, 0x0a])))).subtitles).toContain('is not saved as UTF-8');
});
