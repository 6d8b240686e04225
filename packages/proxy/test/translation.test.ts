import { createProxyHandler, memoryReferences, type ProxyOptions } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { ask, job, json, proxyTo, read, request_id, type Sent, type Step } from './fake-api.ts';
import { startMock } from './mock.ts';
import { settings } from './settings.ts';

const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' };
const translation = { inputs: [video], target_languages: ['de', 'fr'] };
const invalid = [400, { error: 'invalid request body' }];
const srt = '1\n00:00:00,000 --> 00:00:01,000\nHello\n';

const post = (body: unknown, user?: string) =>
  ask(
    '/v1/video-translate/generate',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    },
    user,
  );

const upload = (fields: Record<string, string | File>, user?: string) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return ask('/v1/video-translate/generate-with-media', { method: 'POST', body: form }, user);
};
const clip = new File(['a video'], 'clip.mp4', { type: 'video/mp4' });

/** The form that reached the API. */
const formOf = ({ body, headers }: Sent) => {
  const bytes = new Uint8Array(Buffer.from(body, 'latin1'));
  return new Response(bytes, { headers: { 'content-type': headers.get('content-type') ?? '' } }).formData();
};

test('a translation passes with all its settings, those included that only the API knows', async () => {
  const { handler, sent } = proxyTo();
  const config = {
    tts_model: 'eleven_v4',
    source_srt: { content: srt },
    target_srts: { de: { content: srt, file_name: 'de.srt' }, __proto__: { content: srt } },
    speaker_voices: { '0': 'voice-anna' },
    a_setting_to_come: { of: ['any', { depth: 1 }, null, true] },
  };
  const body = JSON.stringify({ ...translation, formality: true, model: 'classic', config, reference_id: 'mine' });
  const odd = body.replace('"de":{', '"__proto__":{"content":"0 --> 1"},"de":{');
  expect(await read(handler(post(odd)))).toMatchObject([200, { request_id }]);
  const { reference_id, ...arrived } = JSON.parse(sent[0]?.body ?? '');
  expect(reference_id).toMatch(/^c1_.{22}_mine$/);
  const { reference_id: _, ...expected } = JSON.parse(odd);
  expect(arrived).toEqual(expected);
});

test.each<[string, unknown]>([
  ['languages that are no list', { ...translation, target_languages: 'de' }],
  ['a language that is a number', { ...translation, target_languages: [1] }],
  ['subtitles without content', { ...translation, config: { source_srt: {} } }],
  ['subtitles in a list', { ...translation, config: { target_srts: [{ content: srt }] } }],
  ['a voice that is an object', { ...translation, config: { speaker_voices: { 0: {} } } }],
  ['a lone surrogate in an unknown setting', { ...translation, config: { x: ['\ud800'] } }],
  [
    'a setting that is too deep',
    JSON.stringify({ ...translation, config: { x: 0 } }).replace('0}', `${'['.repeat(9_000)}${']'.repeat(9_000)}}`),
  ],
])('%s is no translation', async (_, body) => {
  const { handler, sent } = proxyTo();
  expect(await read(handler(post(body)))).toEqual(invalid);
  expect(sent).toEqual([]);
});

test('subtitles of a film pass, in JSON and in a form', async () => {
  const { handler, sent } = proxyTo();
  const content = srt.repeat(80_000);
  const config = { source_srt: { content } };
  expect((await read(handler(post({ ...translation, config }))))[0]).toBe(200);
  const form = upload({ video: clip, target_languages: '["de"]', config: JSON.stringify(config) });
  expect((await read(handler(form)))[0]).toBe(200);
  expect(JSON.parse(sent[0]?.body ?? '').config).toEqual(config);
  expect(JSON.parse(String((await formOf(sent[1] as Sent)).get('config')))).toEqual(config);
});

test.each([
  ['JSON', '["de","pt-BR"]'],
  ['a list with commas', 'de,pt-BR'],
])('an upload passes with its languages as %s', async (_, target_languages) => {
  const { handler, sent } = proxyTo();
  const subtitles = new File([srt], 'de.srt', { type: 'application/x-subrip' });
  const form = { video: clip, target_languages, formality: 'true', source_srt: subtitles, 'target_srt.de': subtitles };
  expect((await read(handler(upload({ ...form, config: '{"x":1}', reference_id: 'mine' }))))[0]).toBe(200);
  const arrived = await formOf(sent[0] as Sent);
  expect([...arrived.keys()].sort()).toEqual(
    ['config', 'formality', 'reference_id', 'source_srt', 'target_languages', 'target_srt.de', 'video'].sort(),
  );
  expect(arrived.get('target_languages')).toBe('["de","pt-BR"]');
  expect(arrived.get('config')).toBe('{"x":1}');
  const file = arrived.get('target_srt.de') as File;
  expect([file.name, file.type, await file.text()]).toEqual(['de.srt', 'application/x-subrip', srt]);
});

test.each<[string, Record<string, string | File>]>([
  ['without a video', { target_languages: '["de"]' }],
  ['without languages', { video: clip }],
  ['with settings that are no JSON', { video: clip, target_languages: '["de"]', config: '{' }],
  ['with languages that are no texts', { video: clip, target_languages: '[1]' }],
  ['with subtitles as text', { video: clip, target_languages: '["de"]', 'target_srt.de': srt }],
  ['with subtitles for no language', { video: clip, target_languages: '["de"]', 'target_srt.': clip }],
  ['with a map as one part', { video: clip, target_languages: '["de"]', target_srts: '{}' }],
  ['with a text that is too long', { video: clip, target_languages: '["de"]', source_language: 'x'.repeat(5_000) }],
  ['with a switch that is neither', { video: clip, target_languages: '["de"]', formality: 'yes' }],
])('an upload %s is none', async (_, fields) => {
  const { handler } = proxyTo();
  expect(await read(handler(upload(fields)))).toEqual(invalid);
});

test('an upload of many subtitles ends at 200 parts', async () => {
  const { handler } = proxyTo();
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`target_srt.x${index}`, clip]));
  expect(await read(handler(upload({ video: clip, target_languages: '["de"]', ...many })))).toEqual(invalid);
});

test('a part named after a hostile language ends no header', async () => {
  const { handler, sent } = proxyTo();
  const form = upload({ video: clip, target_languages: '["de"]', 'target_srt.de\\"; x="': clip });
  await read(handler(form));
  const names = [...(sent[0]?.body ?? '').matchAll(/form-data; name="([^"]*)"/g)].map(([, name]) => name);
  expect(names).not.toContain('x=');
  expect(sent[0]?.body ?? '').not.toContain('; x="');
});

const webhook = 'https://hooks.example.com/x';
const shown: Step = json({ ...job, ...translation, ...switches(), config: {}, webhook_url: webhook });

function switches() {
  return { formality: false, disable_lip_sync: false, disable_background_audio: false };
}

test('no page gives or sees an address to be called, unless its host is allowed', async () => {
  const open: Partial<ProxyOptions> = { webhookHosts: ['hooks.example.com'] };
  const refused = [400, { error: 'webhook_url is not allowed here' }];
  const made = [200, { request_id }];
  const submit = (options: Partial<ProxyOptions>, webhook_url: string) => {
    const { handler } = proxyTo(undefined, options);
    const form = { video: clip, target_languages: '["de"]', webhook_url };
    return Promise.all([read(handler(post({ ...translation, webhook_url }))), read(handler(upload(form)))]);
  };
  expect(await submit({}, webhook)).toEqual([refused, refused]);
  expect(await submit(open, 'https://evil.example.com/x')).toEqual([refused, refused]);
  expect(await submit(open, 'https://hooks.example.com\\@evil.example.com/x')).toEqual([refused, refused]);
  expect(await submit(open, 'gopher://hooks.example.com/x')).toEqual([refused, refused]);
  expect(await submit(open, webhook)).toMatchObject([made, made]);
  expect(await submit({ ...open, mediaHosts: ['cdn.example.com'] }, webhook)).toMatchObject([made, made]);

  const look = (options: Partial<ProxyOptions>) =>
    read(proxyTo(shown, options).handler(ask(`/v1/video-translate/requests/${request_id}`)));
  expect(await look(open)).toMatchObject([200, { webhook_url: webhook }]);
  expect((await look({}))[1]).not.toHaveProperty('webhook_url');
});

test('an owner sees their own translations alone, filtered', async () => {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, references: memoryReferences() });
  const get = (path: string, user?: string) => read(handler(ask(`/v1/video-translate/requests${path}`, {}, user)));
  const [, made] = await read(handler(post({ ...translation, reference_id: 'mine' })));
  await handler(post({ inputs: [video], target_languages: ['ja'], reference_id: 'other' }));
  await handler(post({ ...translation, reference_id: 'of-bob' }, 'bob'));
  const references = ([, body]: [number, unknown]) =>
    (body as { data: { reference_id: string }[] }).data.map(({ reference_id }) => reference_id);
  expect(references(await get(''))).toEqual(['other', 'mine']);
  expect(references(await get('?target_language=fr'))).toEqual(['mine']);
  expect(references(await get('?status=completed'))).toEqual([]);
  mock.clock.advance(10_000);
  expect(references(await get('?status=completed&reference_id=mine'))).toEqual(['mine']);
  expect(references(await get('?target_language=fr', 'carl'))).toEqual([]);

  const { request_id: id } = made as { request_id: string };
  const [status, request] = await get(`/${id}`);
  expect([status, Object.keys((request as { outputs: object }).outputs)]).toEqual([200, ['de', 'fr']]);
  expect(await get(`/${id}`, 'bob')).toEqual([404, { error: 'video translate request not found' }]);
  // As at the API itself, a reference finds no translation.
  expect(await get('/mine')).toEqual([404, { error: 'video translate request not found' }]);
});

test.each([
  ['/v1/video-translate/requests?created_after=yesterday', 'created_after must be a date-time'],
  ['/v1/video-translate/requests?limit=0', 'limit must be an integer of at least 1'],
  ['/v1/video-translate/voices?gender=female', 'gender must be "Male", "Female" or "Other"'],
  ['/v1/video-translate/voices?favorite=1', 'favorite must be a boolean'],
])('%s is refused in the words of the API', async (path, error) => {
  const { handler, sent } = proxyTo();
  expect(await read(handler(ask(path)))).toEqual([400, { error }]);
  expect(sent).toEqual([]);
});

test('voices are listed with their filters, a page at a time', async () => {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, maxPageSize: 5 });
  const list = (query: string) => read(handler(ask(`/v1/video-translate/voices${query}`)));
  const [status, page] = await list('?language=de&gender=Female&limit=50');
  expect(status).toBe(200);
  const { voices, pagination } = page as { voices: { name: string }[]; pagination: { limit: number } };
  expect(voices.map(({ name }) => name)).toEqual(['Anna', 'Mia']);
  expect(pagination.limit).toBe(5);
});
