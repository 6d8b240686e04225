import { type Case, caseOf } from './case.ts';
import { equal } from './check.ts';
import { body, media } from './samples.ts';

const subtitles = '1\n00:00:00,000 --> 00:00:01,000\nHallo\n';
const [video] = body.inputs;
const translation = { inputs: [{ ...video, type: 'video' as const }], target_languages: ['de', 'fr'] };

export const translationCases: readonly Case[] = [
  caseOf('a translation runs from its submission to its outputs', async ({ client, stage }) => {
    const { videoTranslate } = client();
    const { request_id } = await videoTranslate.generate(translation);
    await stage.advance(2_000);
    const { outputs } = await videoTranslate.requests.waitFor(request_id);
    equal(Object.keys(outputs), ['de', 'fr'], 'the languages');
    const srt = await fetch(outputs['de']?.srt ?? '');
    equal((await srt.text()).includes('-->'), true, 'subtitles');
  }),
  caseOf('a translation from a file arrives whole, with subtitles as text', async (surroundings) => {
    const { client, stage } = surroundings;
    const { video } = media(surroundings);
    await client().videoTranslate.generateWithMedia({
      video,
      target_languages: ['de', 'fr'],
      target_srts: { de: subtitles },
      config: { tts_model: 'eleven_v4' },
    });
    const [received] = (await stage.requests()).filter(({ method }) => method === 'POST');
    const parts = received?.body as { [name: string]: unknown };
    equal(parts['target_languages'], '["de","fr"]', 'the languages');
    equal(parts['config'], '{"tts_model":"eleven_v4"}', 'the settings');
    equal((parts['target_srt.de'] as { bytes: number }).bytes, subtitles.length, 'the subtitles');
  }),
  caseOf('a translation whose answer is lost is found by the list, not paid again', async ({ client, stage }) => {
    const { videoTranslate } = client();
    await stage.failNext('truncate', { on: 'videoTranslate.generate', when: 'after' });
    const { request_id } = await videoTranslate.generate(translation);
    const { data } = await videoTranslate.requests.list();
    equal([data.length, data[0]?.id], [1, request_id], 'the jobs');
  }),
  caseOf('voices are listed page after page', async ({ client }) => {
    const names = new Set<string>();
    const { voices } = client().videoTranslate;
    for await (const { name } of voices.list({ limit: 7 })) names.add(name);
    equal(names.size, 30, 'the voices');
  }),
];
