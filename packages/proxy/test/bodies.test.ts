import { expect, test } from 'vitest';
import { ask, inputs, mediaForm, post, postForm, proxyTo, read } from './fake-api.ts';
import { watchLog } from './log.ts';

const invalid = [400, { error: 'invalid request body' }];
const tooLarge = [413, { error: 'request body is too large' }];

test.each<[string, string]>([
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
  ['many brackets, closed', `${'['.repeat(32_000)}${']'.repeat(32_000)}`],
  ['deep inputs', `{"inputs":${'['.repeat(32_000)}${']'.repeat(32_000)}}`],
  ['a prototype', '{"__proto__":{"inputs":[]}}'],
])('%s is no job', async (_, body) => {
  const { handler, sent } = proxyTo();
  expect(await read(handler(post(body)))).toEqual(invalid);
  expect(sent).toEqual([]);
});

test('bytes that are no UTF-8 are no job', async () => {
  const { handler, sent } = proxyTo();
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const bytes = Buffer.from('{"inputs":[],"reference_id":"\xff"}', 'latin1');
  expect(await read(handler(ask('/v1/lipsync/generate', { ...init, body: bytes })))).toEqual(invalid);
  expect(sent).toEqual([]);
});

test.each([['""'], [JSON.stringify('x'.repeat(201))], ['null'], ['42'], ['["a"]'], ['"\\udc00"']])(
  '%s is no reference',
  async (reference) => {
    const { handler, sent } = proxyTo();
    const body = `{"inputs":${JSON.stringify(inputs)},"reference_id":${reference}}`;
    expect(await read(handler(post(body)))).toEqual([400, { error: 'reference_id must have 1 to 200 characters' }]);
    expect(sent).toEqual([]);
  },
);

test.each(['x', 'x'.repeat(200), '💥'.repeat(200), '\r\n--b--', 'c1_AAAAAAAAAAAAAAAAAAAAAA_x', ' '])(
  '%j is a reference, and not changed',
  async (reference) => {
    const { handler, sent } = proxyTo();
    await handler(post({ inputs, reference_id: reference }));
    expect(JSON.parse(sent[0]?.body ?? '').reference_id.slice(26)).toEqual(Buffer.from(reference).toString('latin1'));
  },
);

test('a body is written anew: known fields, each of them once', async () => {
  const { handler, sent } = proxyTo();
  const body = `{"inputs":[],"api_key":"x","inputs":${JSON.stringify(inputs.map((input) => ({ ...input, x: 1 })))},"__proto__":{"reference_id":"y"},"disable_active_speaker_detection":true,"constructor":{}}`;
  await handler(post(body));
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    inputs,
    disable_active_speaker_detection: true,
    reference_id: expect.stringMatching(/^c1_[\w-]{22}_chm_[\w-]{22}$/),
  });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'multipart/form-data', ''])(
  'a job that says it is "%s" is refused',
  async (type) => {
    const { handler, sent } = proxyTo();
    expect(await read(handler(post({ inputs }, { 'content-type': type })))).toEqual([
      400,
      { error: 'content-type must be application/json' },
    ]);
    expect(sent).toEqual([]);
  },
);

test('a body that authorize has read is an error that says so', async () => {
  const log = watchLog();
  const authorize = async (request: Request) => ({ owner: (await request.text()) && 'ann' });
  const { handler, sent } = proxyTo(undefined, { authorize });
  for (const request of [post({ inputs }), postForm(mediaForm())]) {
    expect(await read(handler(request))).toEqual([500, { error: 'internal error' }]);
    expect(String(log.mock.lastCall)).toContain('The body was read before');
  }
  expect(sent).toEqual([]);
});

/** A body without end. */
function endless(chunk: string): {
  body: ReadableStream<Uint8Array>;
  taken: () => number;
  cancelled: () => boolean;
} {
  let taken = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken++;
        controller.enqueue(new Uint8Array(Buffer.from(chunk)));
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken: () => taken, cancelled: () => cancelled };
}

test('endless JSON is cut at 4 MiB', async () => {
  const { handler, sent } = proxyTo();
  const { body, taken, cancelled } = endless(' '.repeat(65_536));
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } };
  expect(await read(handler(ask('/v1/lipsync/generate', init as RequestInit)))).toEqual(tooLarge);
  expect([taken(), cancelled(), sent]).toEqual([65, true, []]);
});

test('an endless upload is cut at its limit, and the API gets no whole form', async () => {
  const { handler, sent } = proxyTo(undefined, { maxUploadBytes: 1_000_000 });
  const { body, taken, cancelled } = endless(
    '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\n'.padEnd(65_536, 'x'),
  );
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const init = { method: 'POST', body, duplex: 'half', headers };
  expect(await read(handler(ask('/v1/lipsync/generate-with-media', init as RequestInit)))).toEqual(tooLarge);
  expect([taken(), cancelled(), sent]).toEqual([16, true, []]);
});

test('a body that is declared too long is not even begun', async () => {
  const { handler, sent } = proxyTo(undefined, { maxUploadBytes: 1_000_000 });
  const { body, taken } = endless('x');
  const headers = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '1000001' };
  const init = { method: 'POST', body, duplex: 'half', headers };
  expect(await read(handler(ask('/v1/lipsync/generate-with-media', init as RequestInit)))).toEqual(tooLarge);
  expect([taken(), sent]).toEqual([0, []]);
  expect(await read(handler(post({ inputs }, { 'content-length': '4194305' })))).toEqual(tooLarge);
});

test('an upload of exactly the limit passes', async () => {
  const size = (await new Response(mediaForm()).arrayBuffer()).byteLength;
  const { handler } = proxyTo(undefined, { maxUploadBytes: size });
  expect((await read(handler(postForm(mediaForm()))))[0]).toBe(200);
  expect(await read(handler(postForm(mediaForm({ reference_id: 'x' }))))).toEqual(tooLarge);
});
