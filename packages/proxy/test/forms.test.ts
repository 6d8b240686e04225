import { expect, test } from 'vitest';
import { ask, generated, mediaForm, postForm, postRaw, proxyTo, read, request_id } from './fake-api.ts';
import { prefixOf } from './prefix.ts';
import { ownerSecret } from './settings.ts';

const prefix = prefixOf('ann', ownerSecret);
const part = (disposition: string, content = 'x') =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const video = part('name="video"; filename="v.mp4"');
const audio = part('name="audio"; filename="a.wav"');

/** What arrives at the API, as any other parser reads it. */
async function arriving(request: Request) {
  const { handler, sent } = proxyTo();
  expect(await read(handler(request))).toEqual([200, { status: 'success', request_id }]);
  expect(sent.map(({ method, path }) => [method, path])).toEqual([['POST', '/v1/lipsync/generate-with-media']]);
  const [{ body, headers }] = sent as [(typeof sent)[0]];
  const form = await new Response(Buffer.from(body, 'latin1'), { headers }).formData();
  const entries = [...form].map(async ([name, value]) =>
    value instanceof File ? [name, value.name, value.type, Buffer.from(await value.arrayBuffer())] : [name, value],
  );
  return { entries: await Promise.all(entries), body };
}

test('a form arrives whole, with our reference last', async () => {
  const bytes = new Uint8Array(70_000).map((_, index) => [13, 10, 45, 45, 98, 0, 255][index % 7] as number);
  const form = mediaForm({ reference_id: 'mine', disable_active_speaker_detection: 'true' });
  form.set('video', new File([bytes], '日本 "é".mp4', { type: 'video/mp4' }));
  const { entries } = await arriving(postForm(form));
  expect(entries).toEqual([
    ['video', '日本 "é".mp4', 'video/mp4', Buffer.from(bytes)],
    ['audio', 'audio.wav', 'audio/wav', Buffer.from('a sound')],
    ['disable_active_speaker_detection', 'true'],
    ['reference_id', `${prefix}mine`],
  ]);
});

test('wherever the network cuts a form, it arrives the same', async () => {
  const tricky = 'one\r\n--\r\n-\r\n--a\r\r\n--';
  const whole = `preamble\r\n${part('name="video"; filename="v.mp4"', tricky)}${audio}${part('name="reference_id"', 'mine')}--b--\r\nepilogue`;
  const { entries } = await arriving(postRaw([whole]));
  expect(entries[0]).toEqual(['video', 'v.mp4', 'application/octet-stream', Buffer.from(tricky)]);
  for (let cut = 1; cut < whole.length; cut++) {
    expect((await arriving(postRaw([whole.slice(0, cut), whole.slice(cut)]))).entries).toEqual(entries);
  }
  expect((await arriving(postRaw([...whole]))).entries).toEqual(entries);
});

test('nothing of the sender but contents and names is sent on', async () => {
  const { body } = await arriving(
    postRaw([
      '--b\r\nX-Own: secret\r\nContent-Disposition: form-data; name="video"; filename="v.mp4"; x="own"\r\nContent-Type: video/mp4; own=1\r\nContent-Transfer-Encoding: own\r\n\r\nx\r\n',
      `${audio}--b--`,
    ]),
  );
  expect(body).not.toMatch(/own/i);
  expect(body).toContain('Content-Type: video/mp4\r\n');
  expect(body).not.toContain('--b\r\n');
});

test.each<[string, string[], string]>([
  ['no video', [audio, '--b--'], 'video file is required'],
  ['no audio', [video, '--b--'], 'audio file is required'],
  ['a text for a video', [part('name="video"'), audio, '--b--'], 'video file is required'],
  ['a form that does not end', [video, audio], 'invalid request body'],
  ['a form that ends in a part', [video, '--b\r\nContent-Disposition: form-data; name="audio'], 'invalid request body'],
  ['an empty body', [], 'invalid request body'],
  ['no form at all', ['{"inputs":[]}'], 'invalid request body'],
  ['two videos', [video, video, audio, '--b--'], 'invalid request body'],
  [
    'two references',
    [video, audio, part('name="reference_id"'), part('name="reference_id"'), '--b--'],
    'invalid request body',
  ],
  ['an unknown part', [video, audio, part('name="model"'), '--b--'], 'invalid request body'],
  ['an unknown file', [video, audio, part('name="x"; filename="x"'), '--b--'], 'invalid request body'],
  ['a part named by name*', [video, audio, part("name*=utf-8''reference_id"), '--b--'], 'invalid request body'],
  [
    'a part with two names',
    [video, audio, part('name="audio"; name="video"; filename="x"'), '--b--'],
    'invalid request body',
  ],
  ['a part without a name', [video, audio, part('filename="x"'), '--b--'], 'invalid request body'],
  ['a part without a disposition', [video, audio, '--b\r\nX: y\r\n\r\nx\r\n', '--b--'], 'invalid request body'],
  [
    'an attachment',
    [video, audio, '--b\r\nContent-Disposition: attachment; name="video"\r\n\r\nx\r\n', '--b--'],
    'invalid request body',
  ],
  [
    'a broken filename*',
    [part('name="video"; filename="v"; filename*=utf-8\'\'%zz'), audio, '--b--'],
    'invalid request body',
  ],
  ['a line end in a name', [part('name="vid\r\neo"; filename="v"'), audio, '--b--'], 'invalid request body'],
  ['a NUL in a file name', [part('name="video"; filename="v\0"'), audio, '--b--'], 'invalid request body'],
  [
    'a header without end',
    [`--b\r\nContent-Disposition: ${'x'.repeat(100_000)}`, audio, '--b--'],
    'invalid request body',
  ],
  ['a long text', [video, audio, part('name="reference_id"', 'x'.repeat(5_000)), '--b--'], 'invalid request body'],
  [
    'a flag that is none',
    [video, audio, part('name="disable_active_speaker_detection"', 'yes'), '--b--'],
    'invalid request body',
  ],
  [
    'an empty reference',
    [video, audio, part('name="reference_id"', ''), '--b--'],
    'reference_id must have 1 to 200 characters',
  ],
  [
    'a long reference',
    [video, audio, part('name="reference_id"', 'x'.repeat(201)), '--b--'],
    'reference_id must have 1 to 200 characters',
  ],
])('%s is refused, and the API gets no whole form', async (_, chunks, error) => {
  const { handler, sent } = proxyTo();
  expect(await read(handler(postRaw(chunks)))).toEqual([400, { error }]);
  expect(sent).toEqual([]);
});

test('a request to the API is aborted before its form breaks', async () => {
  let aborted: boolean | undefined;
  const { handler } = proxyTo(generated, {
    async fetch(_, { body, signal }) {
      // Not every runtime takes an error of the body for a failure; some end the request as if it were whole.
      await new Response(body).arrayBuffer().catch(() => {
        aborted = signal?.aborted;
      });
      return generated({} as never);
    },
  });
  await handler(postRaw([video, audio]));
  expect(aborted).toBe(true);
});

test.each([
  ['application/json', 'content-type must be multipart/form-data'],
  ['multipart/mixed; boundary=b', 'content-type must be multipart/form-data'],
  ['multipart/form-data', 'content-type must be multipart/form-data'],
  ['multipart/form-data; charset=utf-8', 'invalid request body'],
  ['multipart/form-data; boundary="', 'invalid request body'],
  ['application/x-www-form-urlencoded', 'content-type must be multipart/form-data'],
])('a form that says it is %s is refused', async (type, error) => {
  const { handler, sent } = proxyTo();
  const body = `${video}${audio}--b--`;
  const init = { method: 'POST', body, headers: { 'content-type': type } };
  expect(await read(handler(ask('/v1/lipsync/generate-with-media', init)))).toEqual([400, { error }]);
  expect(sent).toEqual([]);
});

test('a form inside of a file stays in the file', async () => {
  const inner = '--c\r\nContent-Disposition: form-data; name="reference_id"\r\n\r\nc1_stolen\r\n--c--';
  const type = 'multipart/mixed; boundary=c';
  const { entries } = await arriving(
    postRaw([
      `--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\nContent-Type: ${type}\r\n\r\n${inner}\r\n`,
      `${audio}--b--`,
    ]),
  );
  expect(entries[0]).toEqual(['video', 'v', 'multipart/mixed', Buffer.from(inner)]);
  expect(entries.map(([name]) => name)).toEqual(['video', 'audio', 'reference_id']);
});

test.each([
  ['v\\', 'v%5C'],
  ['v\\"; x="', 'v%5C'],
  ["v'; --b", "v'; --b"],
  ['v; name=audio; filename=x', 'v; name=audio; filename=x'],
])('the file name %s cannot end its quotes', async (name, expected) => {
  const { body } = await arriving(postRaw([part(`name="video"; filename="${name}"`), audio, '--b--']));
  expect(body.split('\r\n')[1]).toBe(`Content-Disposition: form-data; name="video"; filename="${expected}"`);
});

test('a long boundary is read, and parts behind the end mean nothing', async () => {
  const boundary = 'b'.repeat(200);
  const long = (text: string) => text.replaceAll('--b', `--${boundary}`);
  const { entries } = await arriving(
    postRaw([long(`${video}${audio}--b--\r\n${part('name="reference_id"', 'late')}--b--`)], boundary),
  );
  expect(entries.at(-1)?.[1]).toMatch(new RegExp(`^${prefix}chm_[\\w-]{22}$`));
});

test('our boundary is new each time', async () => {
  const { handler, sent } = proxyTo(generated);
  for (let time = 0; time < 2; time++) await handler(postForm(mediaForm()));
  const types = sent.map(({ headers }) => headers.get('content-type'));
  expect(new Set(types).size).toBe(2);
  for (const type of types) expect(type).toMatch(/^multipart\/form-data; boundary=chm_[\w-]{22}$/);
});
