import { createProxyHandler, memoryReferences, type ProxyOptions } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { invalid, job, json, proxyTo, read, request_id, type Sent } from './fake-api.ts';
import { ask } from './requests.ts';
import { startMock } from './servers.ts';
import { settings } from './settings.ts';

const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' };
const translation = { inputs: [video], target_languages: ['de', 'fr'] };
const srt = '1\n00:00:00,000 --> 00:00:01,000\nHello\n';

const post = (body: unknown, user?: string) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: text };
  return ask('/v1/video-translate/generate', init, user);
};

const clip = new File(['a video'], 'clip.mp4', { type: 'video/mp4' });
const germanClip = { video: clip, target_languages: '["de"]' };

const upload = (fields: Record<string, string | File>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return ask('/v1/video-translate/generate-with-media', { method: 'POST', body: form });
};

/** The form that reached the API. */
const formOf = ({ body, headers }: Sent) => new Response(Buffer.from(body, 'latin1'), { headers }).formData();

test('a translation passes with all its settings, those included that only the API knows', async () => {
  const { call, sent } = proxyTo();
  const config = {
    tts_model: 'eleven_v4',
    source_srt: { content: srt },
    target_srts: { de: { content: srt, file_name: 'de.srt' } },
    speaker_voices: { '0': 'voice-anna' },
    a_setting_to_come: { of: ['any', { depth: 1 }, null, true] },
  };
  const body = JSON.stringify({ ...translation, formality: true, model: 'classic', config, reference_id: 'mine' });
  const odd = body.replace('"de":{', '"__proto__":{"content":"0 --> 1"},"de":{');
  expect(await call(post(odd))).toMatchObject([200, { request_id }]);
  const reference_id = expect.stringMatching(/^c1_.{22}_mine$/);
  const expected = Object.assign(JSON.parse(odd), { reference_id });
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual(expected);
});

const deep = JSON.stringify({ ...translation, config: { x: 0 } });
test.each<[string, unknown]>([
  ['languages that are no list', { ...translation, target_languages: 'de' }],
  ['a language that is a number', { ...translation, target_languages: [1] }],
  ['subtitles without content', { ...translation, config: { source_srt: {} } }],
  ['subtitles in a list', { ...translation, config: { target_srts: [{ content: srt }] } }],
  ['a voice that is an object', { ...translation, config: { speaker_voices: { 0: {} } } }],
  ['a lone surrogate in an unknown setting', { ...translation, config: { x: ['\ud800'] } }],
  ['a setting that is too deep', deep.replace('0}', `${'['.repeat(9_000)}${']'.repeat(9_000)}}`)],
])('%s is no translation', async (_, body) => {
  const { call, sent } = proxyTo();
  expect(await call(post(body))).toEqual(invalid);
  expect(sent).toEqual([]);
});

test('subtitles of a film pass, in JSON and in a form', async () => {
  const { call, sent } = proxyTo();
  const config = { source_srt: { content: srt.repeat(80_000) } };
  expect((await call(post({ ...translation, config })))[0]).toBe(200);
  expect((await call(upload({ ...germanClip, config: JSON.stringify(config) })))[0]).toBe(200);
  expect(JSON.parse(sent[0]?.body ?? '').config).toEqual(config);
  expect(JSON.parse(String((await formOf(sent[1] as Sent)).get('config')))).toEqual(config);
});

test.each([
  ['JSON', '["de","pt-BR"]'],
  ['a list with commas', 'de,pt-BR'],
])('an upload passes with its languages as %s', async (_, target_languages) => {
  const { call, sent } = proxyTo();
  const source_srt = new File([srt], 'de.srt', { type: 'application/x-subrip' });
  const files = { video: clip, source_srt, 'target_srt.de': source_srt };
  const texts = { target_languages, formality: 'true', config: '{"x":1}', reference_id: 'mine' };
  expect((await call(upload({ ...files, ...texts })))[0]).toBe(200);
  const arrived = await formOf(sent[0] as Sent);
  expect([...arrived.keys()].sort()).toEqual([...Object.keys(files), ...Object.keys(texts)].sort());
  expect(arrived.get('target_languages')).toBe('["de","pt-BR"]');
  expect(arrived.get('config')).toBe('{"x":1}');
  const file = arrived.get('target_srt.de') as File;
  expect([file.name, file.type, await file.text()]).toEqual(['de.srt', 'application/x-subrip', srt]);
});

const many = Array.from({ length: 250 }, (_, index) => [`target_srt.x${index}`, clip]);
test.each<[string, Record<string, string | File>]>([
  ['without a video', { target_languages: '["de"]' }],
  ['without languages', { video: clip }],
  ['with settings that are no JSON', { ...germanClip, config: '{' }],
  ['with languages that are no texts', { video: clip, target_languages: '[1]' }],
  ['with subtitles as text', { ...germanClip, 'target_srt.de': srt }],
  ['with subtitles for no language', { ...germanClip, 'target_srt.': clip }],
  ['with a map as one part', { ...germanClip, target_srts: '{}' }],
  ['with a text that is too long', { ...germanClip, source_language: 'x'.repeat(5_000) }],
  ['with a switch that is neither', { ...germanClip, formality: 'yes' }],
  ['with more than 200 parts', { ...germanClip, ...Object.fromEntries(many) }],
])('an upload %s is none', async (_, fields) => {
  expect(await proxyTo().call(upload(fields))).toEqual(invalid);
});

test('a part named after a hostile language ends no header', async () => {
  const { call, sent } = proxyTo();
  await call(upload({ ...germanClip, 'target_srt.de\\"; x="': clip }));
  expect(sent[0]?.body).toContain('name="target_srt.de');
  expect(sent[0]?.body).not.toContain('; x="');
});

test('no page gives or sees an address to be called, unless its host is allowed', async () => {
  const webhook = 'https://hooks.example.com/x';
  const open: Partial<ProxyOptions> = { webhookHosts: ['hooks.example.com'] };
  const refused = [400, { error: 'webhook_url is not allowed here' }];
  const made = [200, { request_id }];
  const submit = (options: Partial<ProxyOptions>, webhook_url: string) => {
    const { call } = proxyTo(undefined, options);
    return Promise.all([call(post({ ...translation, webhook_url })), call(upload({ ...germanClip, webhook_url }))]);
  };
  expect(await submit({}, webhook)).toEqual([refused, refused]);
  expect(await submit(open, 'https://evil.example.com/x')).toEqual([refused, refused]);
  expect(await submit(open, 'https://hooks.example.com\\@evil.example.com/x')).toEqual([refused, refused]);
  expect(await submit(open, webhook)).toMatchObject([made, made]);
  expect(await submit({ ...open, mediaHosts: ['cdn.example.com'] }, webhook)).toMatchObject([made, made]);

  const switches = { formality: false, disable_lip_sync: false, disable_background_audio: false };
  const shown = json({ ...job, ...translation, ...switches, config: {}, webhook_url: webhook });
  const look = (options: Partial<ProxyOptions>) =>
    proxyTo(shown, options).call(`/v1/video-translate/requests/${request_id}`);
  expect(await look(open)).toMatchObject([200, { webhook_url: webhook }]);
  const hidden = await look({});
  expect(hidden).toMatchObject([200, { id: request_id }]);
  expect(hidden[1]).not.toHaveProperty('webhook_url');
});

test('an owner sees their own translations alone, filtered', async () => {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, references: memoryReferences() });
  const get = (path: string, user?: string) => read(handler(ask(`/v1/video-translate/requests${path}`, {}, user)));
  const [, made] = await read(handler(post({ ...translation, reference_id: 'mine' })));
  await handler(post({ inputs: [video], target_languages: ['ja'], reference_id: 'other' }));
  await handler(post({ ...translation, reference_id: 'of-bob' }, 'bob'));
  const list = async (query: string, user?: string) => {
    const [, body] = await get(query, user);
    return (body as { data: { reference_id: string }[] }).data.map(({ reference_id }) => reference_id);
  };
  expect(await list('')).toEqual(['other', 'mine']);
  expect(await list('?target_language=fr')).toEqual(['mine']);
  expect(await list('?status=completed')).toEqual([]);
  mock.clock.advance(10_000);
  expect(await list('?status=completed&reference_id=mine')).toEqual(['mine']);
  expect(await list('?target_language=fr', 'carl')).toEqual([]);

  const notFound = [404, { error: 'video translate request not found' }];
  const { request_id: id } = made as { request_id: string };
  const outputs = { de: expect.anything(), fr: expect.anything() };
  expect(await get(`/${id}`)).toEqual([200, expect.objectContaining({ outputs })]);
  expect(await get(`/${id}`, 'bob')).toEqual(notFound);
  // As at the API itself, a reference finds no translation.
  expect(await get('/mine')).toEqual(notFound);
});

test.each([
  ['/v1/video-translate/requests?created_after=yesterday', 'created_after must be a date-time'],
  ['/v1/video-translate/requests?limit=0', 'limit must be an integer of at least 1'],
  ['/v1/video-translate/voices?gender=female', 'gender must be "Male", "Female" or "Other"'],
  ['/v1/video-translate/voices?favorite=1', 'favorite must be a boolean'],
])('%s is refused in the words of the API', async (path, error) => {
  const { call, sent } = proxyTo();
  expect(await call(path)).toEqual([400, { error }]);
  expect(sent).toEqual([]);
});

test('voices are listed with their filters, a page at a time', async () => {
  const mock = await startMock();
  const handler = createProxyHandler({ ...settings, baseURL: mock.url, maxPageSize: 5 });
  const query = 'language=de&gender=Female&limit=50';
  const voices = ['Anna', 'Mia'].map((name) => expect.objectContaining({ name }));
  const page = { voices, pagination: expect.objectContaining({ limit: 5 }) };
  expect(await read(handler(ask(`/v1/video-translate/voices?${query}`)))).toEqual([200, page]);
});
