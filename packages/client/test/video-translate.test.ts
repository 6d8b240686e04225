import { type VideoTranslateGenerateParams, WaitTimeoutError } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import { expect, test } from 'vitest';
import { answeringJSON, refused } from './answer.ts';
import { id, listed, made, none, reset } from './job-steps.ts';
import { clientOf, json, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' } as const;
const translation: VideoTranslateGenerateParams = { inputs: [video], target_languages: ['de', 'fr'] };
const clip = new File(['a clip'], 'clip.mp4', { type: 'video/mp4' });
const srt = '1\n00:00:00,000 --> 00:00:01,000\nHello\n';

test('a query that is out of bounds is refused', async () => {
  expect(await refused(async (client) => client.videoTranslate.voices.list({ limit: 0 }))).toContain(
    'limit must be an integer',
  );
});

test.each<[string, object]>([
  ["target_languages must hold 'de' once", { target_languages: ['de', 'fr', 'de'] }],
  ['target_languages must not be empty', { target_languages: [] }],
  ['target_languages[1] must be a non-empty, well-formed string', { target_languages: ['de', ''] }],
  ['inputs must not be empty', { inputs: [] }],
  ["inputs[0].type must be 'video'", { inputs: [{ ...video, type: 'audio' }] }],
  ['webhook_url must be an absolute URL', { webhook_url: '/hook' }],
  ["model must be 'expressive' or 'classic'", { model: 'expresive' }],
  ['config must be an object', { config: [] }],
  ['config.target_srts must be an object', { config: { target_srts: [{ content: srt }] } }],
  [
    "config.target_srts must hold only target_languages, not 'ja'",
    { config: { target_srts: { ja: { content: srt } } } },
  ],
  ['config.target_srts.de.content must match', { config: { target_srts: { de: { content: './de.srt' } } } }],
  ['config.source_srt.content must be a non-empty', { config: { source_srt: {} } }],
  ['config.speaker_voices.0 must be a non-empty', { config: { speaker_voices: { 0: 7 } } }],
])('%s', async (message, fields) => {
  const body = { ...translation, ...fields } as typeof translation;
  expect(await refused(async (client) => client.videoTranslate.generate(body))).toContain(message);
  const { inputs: _, ...form } = body;
  if ('inputs' in fields) return;
  expect(await refused(async (client) => client.videoTranslate.generateWithMedia({ ...form, video: clip }))).toContain(
    message,
  );
});

test.each<[string, object]>([
  ['video must be a File', { video: undefined }],
  ['source_srt must be a file or its text', { source_srt: 'captions/en.srt' }],
  ['target_srts.de must be a file or its text', { target_srts: { de: 'de.srt' } }],
  ['target_srts.de is empty', { target_srts: { de: new Blob([]) } }],
  ["target_srts must hold only target_languages, not 'ja'", { target_srts: { ja: srt } }],
  ['target_srts must be an object', { target_srts: srt }],
])('an upload: %s', async (message, fields) => {
  const body = { video: clip, target_languages: ['de'], ...fields };
  expect(await refused(async (client) => client.videoTranslate.generateWithMedia(body))).toContain(message);
});

test('open values pass: any language, and settings that only the API knows', async () => {
  const { fetch, calls } = answeringJSON({ status: 'success', request_id: id });
  const config = { tts_model: 'one to come', more: { of: ['it'] } };
  const body = { ...translation, target_languages: ['tlh', 'de-AT'], source_language: 'x', config };
  await clientOf(fetch).videoTranslate.generate(body);
  expect(JSON.parse(String(calls[0]?.init.body))).toMatchObject(body);
});

test('an upload has the parts of the newest official client', async () => {
  const { fetch, calls } = answeringJSON({ status: 'success', request_id: id });
  const path = new URL('fixture.srt', import.meta.url);
  await clientOf(fetch).videoTranslate.generateWithMedia({
    video: clip,
    target_languages: ['de', 'fr', 'it', 'pt-BR'],
    config: { speaker_voices: { '0': 'voice-anna' } },
    formality: true,
    source_srt: srt,
    target_srts: {
      de: new File([srt], 'deutsch.srt'),
      fr: new TextEncoder().encode(srt),
      'pt-BR': await fromPath(path),
    },
  });
  const form = calls[0]?.form as FormData;
  const parts = await Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === 'string' ? [name, value] : [name, value.name, value.type, (await value.text()).slice(0, 6)],
    ),
  );
  const { reference_id: _, ...known } = Object.fromEntries(parts.map(([name, ...rest]) => [name, rest]));
  expect(known).toEqual({
    video: ['clip.mp4', 'video/mp4', 'a clip'],
    target_languages: ['["de","fr","it","pt-BR"]'],
    config: ['{"speaker_voices":{"0":"voice-anna"}}'],
    formality: ['true'],
    source_srt: ['source_srt.srt', 'application/x-subrip', '1\n00:0'],
    'target_srt.de': ['deutsch.srt', 'application/x-subrip', '1\n00:0'],
    'target_srt.fr': ['target_srt.fr.srt', 'application/x-subrip', '1\n00:0'],
    'target_srt.pt-BR': ['fixture.srt', 'application/x-subrip', '1\n00:0'],
  });
});

test('what the caller changes while files are read is not sent', async () => {
  const { fetch, calls } = answeringJSON({ status: 'success', request_id: id });
  const body = { video: clip, target_languages: ['de'], config: { speaker_voices: { '0': 'voice-anna' } } };
  const call = clientOf(fetch).videoTranslate.generateWithMedia(body);
  body.target_languages.push('fr');
  body.config.speaker_voices['0'] = 'another';
  await call;
  expect(calls[0]?.form?.get('target_languages')).toBe('["de"]');
  expect(calls[0]?.form?.get('config')).toBe('{"speaker_voices":{"0":"voice-anna"}}');
});

const waiting = (status: string, more: object = {}) =>
  json({ id, status, created_at: '2026-04-07T00:00:00Z', target_languages: ['de'], ...more });

test('a job whose answer was lost is looked for by the list alone', async () => {
  const { client, sent } = scripted([reset, none, listed(id)]);
  const { request_id } = await inVirtualTime(() => client.videoTranslate.generate(translation));
  expect(request_id).toBe(id);
  const [submission, ...looks] = sent.map(({ what }) => what.replace(/chm_.*/, ''));
  expect(submission).toBe('POST /v1/video-translate/generate');
  expect(new Set(looks)).toEqual(new Set(['GET /v1/video-translate/requests?reference_id=']));
});

test('run waits through every status until there are outputs', async () => {
  const outputs = { de: { video: 'https://x.test/v', audio: 'https://x.test/a', srt: 'https://x.test/s' } };
  const steps = [made, waiting('queued'), waiting('uploading'), waiting('processing'), waiting('completed')];
  const { client } = scripted([...steps, waiting('a_status_to_come'), waiting('completed', { outputs })]);
  const phases: string[] = [];
  const request = await inVirtualTime(() =>
    client.videoTranslate.run(translation, { onStatus: ({ phase }) => phases.push(phase) }),
  );
  expect(request.outputs).toEqual(outputs);
  // One that is completed, but has nothing to show yet, is waited for.
  expect(phases.slice(0, 5)).toEqual(['submitted', 'queued', 'uploading', 'processing', 'completed']);
});

test('a wait lasts 6 hours, that for a lip-sync job one', async () => {
  const { client, sent } = scripted([waiting('processing')]);
  const wait = (kind: 'lipsync' | 'videoTranslate') =>
    inVirtualTime(() => expect(client[kind].requests.waitFor(id)).rejects.toThrow(WaitTimeoutError));
  await wait('videoTranslate');
  const start = sent[0]?.at ?? 0;
  expect((sent.at(-1)?.at ?? 0) - start).toBe(6 * 3_600_000);
  expect(sent.length).toBeLessThan(900);
  const polls = sent.length;
  await wait('lipsync');
  expect((sent.at(-1)?.at ?? 0) - (sent[polls]?.at ?? 0)).toBe(3_600_000);
});

test('lists take all filters, and are iterated with them', async () => {
  const { client, sent } = scripted([
    json({ data: [{ id: 'a' }], pagination: { limit: 1, offset: 0, total: 2 } }),
    json({ data: [{ id: 'b' }], pagination: { limit: 1, offset: 1, total: 2 } }),
  ]);
  const filters = {
    status: 'completed',
    source_language: 'en',
    target_language: 'de',
    created_after: '2026-10-12T10:00:00Z',
    created_before: '2026-10-13T10:00:00+02:00',
    limit: 1,
  };
  const ids: string[] = [];
  for await (const request of client.videoTranslate.requests.list(filters)) ids.push(request.id);
  expect(ids).toEqual(['a', 'b']);
  for (const [index, { what }] of sent.entries()) {
    const query = Object.fromEntries(new URL(what.slice(4), 'https://mock.test').searchParams);
    expect(query).toEqual({ ...filters, limit: '1', ...(index > 0 && { offset: '1' }) });
  }
});

test('voices come once each, page after page', async () => {
  const page = (offset: number, ...ids: string[]) =>
    json({ voices: ids.map((voice_id) => ({ voice_id })), pagination: { limit: 2, offset, total: 3 } });
  const { client, sent } = scripted([page(0, 'a', 'b'), page(2, 'b', 'c')]);
  const ids: string[] = [];
  for await (const voice of client.videoTranslate.voices.list({ gender: 'Female', favorite: true, limit: 2 })) {
    ids.push(voice.voice_id);
  }
  expect(ids).toEqual(['a', 'b', 'c']);
  expect(sent[0]?.what).toBe('GET /v1/video-translate/voices?gender=Female&favorite=true&limit=2');
});
