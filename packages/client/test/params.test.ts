import { type Chamelaion, ChamelaionError } from '@chamelaion/client';
import { createFetchClient } from '@chamelaion/client/fetch';
import { expect, test } from 'vitest';
import { answeringJSON, body, refused as refusedBefore } from './answer.ts';

const [video, audio] = body.inputs;

/** The client as JavaScript sees it. */
type Untyped<T> = {
  [Name in keyof T]: T[Name] extends (...args: never[]) => unknown
    ? (...args: unknown[]) => Promise<unknown>
    : Untyped<T[Name]>;
};
type Call = (client: Untyped<Pick<Chamelaion, 'health' | 'users' | 'lipsync'>>) => Promise<unknown>;
const refused = (call: Call) => refusedBefore(call as never);

test.each(['', '.', '..', undefined, null, 42, {}, 'a\ud800'])('retrieve refuses the id %j', async (id) => {
  expect(await refused((client) => client.lipsync.requests.retrieve(id))).toMatch(/^id must/);
});

test('the thin layer also refuses such ids', async () => {
  const { fetch, calls } = answeringJSON({});
  const client = createFetchClient({ apiKey: 'key', baseURL: 'https://mock.test/api', fetch });
  const path = '/v1/lipsync/requests/{id}';
  await expect(client.GET(path, { params: { path: { id: '..' } } })).rejects.toThrow(ChamelaionError);
  await expect(client.GET(path, {} as never)).rejects.toThrow('id must');
  expect(calls).toEqual([]);
});

test.each<[string, unknown]>([
  ['limit', { limit: 0 }],
  ['limit', { limit: 1.5 }],
  ['limit', { limit: '20' }],
  ['limit', { limit: Number.NaN }],
  ['offset', { offset: -1 }],
  ['offset', { offset: Number.POSITIVE_INFINITY }],
  ['reference_id', { reference_id: 42 }],
  ['reference_id', { reference_id: '' }],
  ['The query', 'batch-2026-04'],
])('list names the wrong %s: %j', async (field, query) => {
  expect(await refused((client) => client.lipsync.requests.list(query))).toContain(`${field} must be`);
});

test.each<[string, unknown]>([
  ['The body must be an object', undefined],
  ['The body must be an object', [video, audio]],
  ['inputs must be an array', {}],
  ['inputs must be an array', { inputs: { video, audio } }],
  ['exactly one video input, not 0', { inputs: [] }],
  ['exactly one video input, not 2', { inputs: [video, video] }],
  ['exactly one audio input, not 0', { inputs: [video] }],
  ['exactly one audio input, not 2', { inputs: [audio, video, audio] }],
  ["inputs[1].type must be 'video' or 'audio'", { inputs: [video, { ...audio, type: 'image' }] }],
  ['inputs[0] must be an object', { inputs: ['clip.mp4', audio] }],
  ['inputs[1].url must be', { inputs: [video, { type: 'audio' }] }],
  ['inputs[1].url must be an absolute URL', { inputs: [video, { type: 'audio', url: 'voice.wav' }] }],
  ...['blob:https://page.test/6f82', 'data:audio/wav;base64,UklGRg==', 'file:///voice.wav', 'JavaScript:void(0)'].map(
    (url): [string, unknown] => [
      'inputs[1].url must be a URL that the API can fetch',
      { inputs: [video, { type: 'audio', url }] },
    ],
  ),
  ...['https://cdn.test/my voice.wav', ' https://cdn.test/my%20voice.wav\n'].map((url): [string, unknown] => [
    'inputs[1].url must be an encoded URL: https://cdn.test/my%20voice.wav',
    { inputs: [video, { type: 'audio', url }] },
  ]),
  ['reference_id must be', { ...body, reference_id: 42 }],
  ['disable_active_speaker_detection must be a boolean', { ...body, disable_active_speaker_detection: 'yes' }],
])('generate says "%s"', async (message, params) => {
  expect(await refused((client) => client.lipsync.generate(params))).toContain(message);
});

test('a body that JSON cannot hold is refused', async () => {
  const circular: Record<string, unknown> = { ...body };
  circular['self'] = circular;
  expect(await refused((client) => client.lipsync.generate(circular))).toContain('JSON');
});

test.each<[string, Call]>([
  ['options that are null', (client) => client.health.check(null)],
  ['options that are a string', (client) => client.users.retrieveCurrent('fast')],
  ['options of a submission that are null', (client) => client.lipsync.generate(body, null)],
  ['options of a run that are null', (client) => client.lipsync.run(body, null)],
  ['options of a wait that are null', (client) => client.lipsync.requests.waitFor('id', null)],
  [
    'a signal that only looks like one',
    (client) => client.lipsync.requests.waitFor('id', { signal: { aborted: false } }),
  ],
  ['a signal that is false', (client) => client.lipsync.requests.retrieve('id', { signal: false })],
  ['headers that are a list', (client) => client.health.check({ headers: [['a', 'b']] })],
  ['headers that are a map', (client) => client.health.check({ headers: new Map([[1, 'x']]) })],
  ['headers with odd entries', (client) => client.health.check({ headers: { entries: () => 5 } })],
  [
    'progress that is no function',
    (client) =>
      client.lipsync.generateWithMedia({ video: new Uint8Array(1), audio: new Uint8Array(1) }, { onUploadProgress: 5 }),
  ],
  [
    'a sparse list of inputs',
    (client) => client.lipsync.generate({ inputs: Object.assign(new Array(3), { 0: video, 2: audio }) }),
  ],
  ['a body that JSON makes nothing of', (client) => client.lipsync.generate({ ...body, toJSON: () => undefined })],
])('%s are refused', async (_, call) => {
  expect(await refused(call)).not.toBe('');
});

test.each<[string, unknown]>([
  ['params that are null', { params: null }],
  ['a query that cannot be written', { params: { query: { reference_id: 'a\ud800' } } }],
  ['a query that is nested', { params: { query: { a: { b: { c: 1 } } } } }],
  ['a header with a line break', { params: { header: { 'x-a': 'SECRET\nb' } } }],
])('the thin layer survives %s, and quotes nothing', async (_, init) => {
  const { fetch } = answeringJSON({ data: [], pagination: {} });
  const client = createFetchClient({ apiKey: 'key', baseURL: 'https://mock.test/api', fetch });
  const outcome = await client.GET('/v1/lipsync/requests', init as never).catch((error: unknown) => error);
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ChamelaionError);
  expect(String(outcome)).not.toContain('SECRET');
});
