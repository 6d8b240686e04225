import { expect, test } from 'vitest';
import { internalError, invalid, proxyTo } from './fake-api.ts';
import { watchLog } from './log.ts';
import { ask, inputs, mediaForm, post, postForm, postStream } from './requests.ts';

const tooLarge = [413, { error: 'request body is too large' }];

test.each<[string, string | Uint8Array]>([
  ['nothing', ''],
  ['half an object', '{"inputs":['],
  ['an array', '[]'],
  ['null', 'null'],
  ['no inputs', '{}'],
  ['inputs of another type', '{"inputs":{"0":{}}}'],
  ['an input that is a text', '{"inputs":["x"]}'],
  ['an input without a url', '{"inputs":[{"type":"video"}]}'],
  ['a url that is an object', '{"inputs":[{"type":"video","url":{"$gt":""}}]}'],
  ['a lone surrogate', '{"inputs":[{"type":"video","url":"\\ud800"}]}'],
  ['a flag that is a text', '{"inputs":[],"disable_active_speaker_detection":"true"}'],
  ['many brackets', '['.repeat(65_536)],
  ['deep inputs', `{"inputs":${'['.repeat(32_000)}${']'.repeat(32_000)}}`],
  ['a prototype', '{"__proto__":{"inputs":[]}}'],
  ['bytes that are no UTF-8', Buffer.from('{"inputs":[],"reference_id":"\xff"}', 'latin1')],
])('%s is no job', async (_, body) => {
  const { call, sent } = proxyTo();
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: body as string };
  expect(await call(ask('/v1/lipsync/generate', init))).toEqual(invalid);
  expect(sent).toEqual([]);
});

test.each(['', 'x'.repeat(201), null, 42, ['a'], '\udc00'])('%j is no reference', async (reference_id) => {
  const { call, sent } = proxyTo();
  const refused = [400, { error: 'reference_id must have 1 to 200 characters' }];
  expect(await call(post({ inputs, reference_id }))).toEqual(refused);
  expect(sent).toEqual([]);
});

test.each(['x', 'x'.repeat(200), '💥'.repeat(200), '\r\n--b--', 'c1_AAAAAAAAAAAAAAAAAAAAAA_x', ' '])(
  '%j is a reference, and not changed',
  async (reference) => {
    const { call, sent } = proxyTo();
    await call(post({ inputs, reference_id: reference }));
    expect(JSON.parse(sent[0]?.body ?? '').reference_id.slice(26)).toEqual(Buffer.from(reference).toString('latin1'));
  },
);

test('a body is written anew: known fields, each of them once', async () => {
  const { call, sent } = proxyTo();
  const twice = JSON.stringify(inputs.map((input) => ({ ...input, x: 1 })));
  const odd = '"__proto__":{"reference_id":"y"},"constructor":{}';
  await call(post(`{"inputs":[],"api_key":"x","inputs":${twice},"disable_active_speaker_detection":true,${odd}}`));
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    inputs,
    disable_active_speaker_detection: true,
    reference_id: expect.stringMatching(/^c1_[\w-]{22}_chm_[\w-]{22}$/),
  });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'multipart/form-data', ''])(
  'a job that says it is "%s" is refused',
  async (type) => {
    const { call, sent } = proxyTo();
    const refused = [400, { error: 'content-type must be application/json' }];
    expect(await call(post({ inputs }, { 'content-type': type }))).toEqual(refused);
    expect(sent).toEqual([]);
  },
);

test('a body that authorize has read is an error that says so', async () => {
  const log = watchLog();
  const authorize = async (request: Request) => ({ owner: (await request.text()) && 'ann' });
  const { call, sent } = proxyTo(undefined, { authorize });
  for (const request of [post({ inputs }), postForm(mediaForm())]) {
    expect(await call(request)).toEqual(internalError);
    expect(String(log.mock.lastCall)).toContain('The body was read before');
  }
  expect(sent).toEqual([]);
});

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'multipart/form-data; boundary=b' };
const begin = '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\n';

test.each([
  ['JSON without end is cut at 4 MiB', json, ' ', 65],
  ['an upload without end is cut at its limit', form, begin, 16],
  ['JSON that is declared too long is not even begun', { ...json, 'content-length': '4194305' }, ' ', 0],
  ['an upload that is declared too long is not even begun', { ...form, 'content-length': '1000001' }, begin, 0],
])('%s, and the API gets nothing', async (_, headers, content, chunks) => {
  const { call, sent } = proxyTo(undefined, { maxUploadBytes: 1_000_000 });
  const chunk = Buffer.from(content.padEnd(65_536));
  let taken = 0;
  let isCancelled = false;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    taken++;
    controller.enqueue(chunk);
  };
  const cancel = () => {
    isCancelled = true;
  };
  const body = new ReadableStream<Uint8Array>({ pull, cancel }, { highWaterMark: 0 });
  expect(await call(postStream(body, headers))).toEqual(tooLarge);
  expect([taken, isCancelled, sent]).toEqual([chunks, chunks > 0, []]);
});

test('an upload of exactly the limit passes', async () => {
  const size = (await new Response(mediaForm()).arrayBuffer()).byteLength;
  const { call } = proxyTo(undefined, { maxUploadBytes: size });
  expect((await call(postForm(mediaForm())))[0]).toBe(200);
  expect(await call(postForm(mediaForm({ reference_id: 'x' })))).toEqual(tooLarge);
});
