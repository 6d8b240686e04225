import { expect, test } from 'vitest';
import { generated, invalid, prefix, proxyTo, request_id } from './fake-api.ts';
import { ask, mediaForm, postForm, postRaw } from './requests.ts';

const part = (disposition: string, content = 'x') =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const video = part('name="video"; filename="v.mp4"');
const audio = part('name="audio"; filename="a.wav"');

/** What arrives at the API, as any other parser reads it. */
async function arriving(request: Request) {
  const { call, sent } = proxyTo();
  expect(await call(request)).toEqual([200, { status: 'success', request_id }]);
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
  const own = `${part('name="video"; filename="v.mp4"', tricky)}${audio}${part('name="reference_id"', 'mine')}`;
  const whole = `preamble\r\n${own}--b--\r\nepilogue`;
  const { entries } = await arriving(postRaw([whole]));
  expect(entries[0]).toEqual(['video', 'v.mp4', 'application/octet-stream', Buffer.from(tricky)]);
  for (let cut = 1; cut < whole.length; cut++) {
    expect((await arriving(postRaw([whole.slice(0, cut), whole.slice(cut)]))).entries).toEqual(entries);
  }
  expect((await arriving(postRaw([...whole]))).entries).toEqual(entries);
});

test('nothing of the sender but contents and names is sent on, within a boundary that is new each time', async () => {
  const disposition = 'Content-Disposition: form-data; name="video"; filename="v.mp4"; x="own"';
  const more = 'Content-Type: video/mp4; own=1\r\nContent-Transfer-Encoding: own';
  const send = () =>
    arriving(postRaw([`--b\r\nX-Own: secret\r\n${disposition}\r\n${more}\r\n\r\nx\r\n`, audio, '--b--']));
  const { body } = await send();
  expect(body).not.toMatch(/own/i);
  expect(body).toContain('Content-Type: video/mp4\r\n');
  expect(body).toMatch(/^--chm_[\w-]{22}\r\n/);
  expect((await send()).body.slice(0, 28)).not.toBe(body.slice(0, 28));
});

const badReference = 'reference_id must have 1 to 200 characters';
test.each<[string, string[], string?]>([
  ['no video', [audio, '--b--'], 'video file is required'],
  ['no audio', [video, '--b--'], 'audio file is required'],
  ['a text for a video', [part('name="video"'), audio, '--b--'], 'video file is required'],
  ['a form that does not end', [video, audio]],
  ['a form that ends in a part', [video, '--b\r\nContent-Disposition: form-data; name="audio']],
  ['an empty body', []],
  ['no form at all', ['{"inputs":[]}']],
  ['two videos', [video, video, audio, '--b--']],
  ['two references', [video, audio, part('name="reference_id"'), part('name="reference_id"'), '--b--']],
  ['an unknown part', [video, audio, part('name="model"'), '--b--']],
  ['an unknown file', [video, audio, part('name="x"; filename="x"'), '--b--']],
  ['a part named by name*', [video, audio, part("name*=utf-8''reference_id"), '--b--']],
  ['a part with two names', [video, audio, part('name="audio"; name="video"; filename="x"'), '--b--']],
  ['a part without a name', [video, audio, part('filename="x"'), '--b--']],
  ['a part without a disposition', [video, audio, '--b\r\nX: y\r\n\r\nx\r\n', '--b--']],
  ['an attachment', [audio, video.replace('form-data', 'attachment'), '--b--']],
  ['a broken filename*', [part('name="video"; filename="v"; filename*=utf-8\'\'%zz'), audio, '--b--']],
  ['a line end in a name', [part('name="vid\r\neo"; filename="v"'), audio, '--b--']],
  ['a NUL in a file name', [part('name="video"; filename="v\0"'), audio, '--b--']],
  ['a header without end', [`--b\r\nContent-Disposition: ${'x'.repeat(100_000)}`, audio, '--b--']],
  ['a long text', [video, audio, part('name="reference_id"', 'x'.repeat(5_000)), '--b--']],
  ['a flag that is none', [video, audio, part('name="disable_active_speaker_detection"', 'yes'), '--b--']],
  ['an empty reference', [video, audio, part('name="reference_id"', ''), '--b--'], badReference],
  ['a long reference', [video, audio, part('name="reference_id"', 'x'.repeat(201)), '--b--'], badReference],
])('%s is refused, and the API gets no whole form', async (_, chunks, error = 'invalid request body') => {
  const { call, sent } = proxyTo();
  expect(await call(postRaw(chunks))).toEqual([400, { error }]);
  expect(sent).toEqual([]);
});

test('a request to the API is aborted before its form breaks', async () => {
  let aborted: boolean | undefined;
  const { call } = proxyTo(generated, {
    async fetch(_, { body, signal }) {
      // Not every runtime takes an error of the body for a failure; some end the request as if it were whole.
      await new Response(body).arrayBuffer().catch(() => {
        aborted = signal?.aborted;
      });
      return generated({} as never);
    },
  });
  await call(postRaw([video, audio]));
  expect(aborted).toBe(true);
});

const noForm = [400, { error: 'content-type must be multipart/form-data' }];
test.each([
  ['application/json', noForm],
  ['multipart/mixed; boundary=b', noForm],
  ['multipart/form-data', noForm],
  ['multipart/form-data; charset=utf-8', invalid],
  ['multipart/form-data; boundary="', invalid],
])('a form that says it is %s is refused', async (type, refused) => {
  const { call, sent } = proxyTo();
  const init = { method: 'POST', body: `${video}${audio}--b--`, headers: { 'content-type': type } };
  expect(await call(ask('/v1/lipsync/generate-with-media', init))).toEqual(refused);
  expect(sent).toEqual([]);
});

test('a form inside of a file stays in the file', async () => {
  const inner = '--c\r\nContent-Disposition: form-data; name="reference_id"\r\n\r\nc1_stolen\r\n--c--';
  const head =
    'Content-Disposition: form-data; name="video"; filename="v"\r\nContent-Type: multipart/mixed; boundary=c';
  const { entries } = await arriving(postRaw([`--b\r\n${head}\r\n\r\n${inner}\r\n`, audio, '--b--']));
  expect(entries[0]).toEqual(['video', 'v', 'multipart/mixed', Buffer.from(inner)]);
  expect(entries.map(([name]) => name)).toEqual(['video', 'audio', 'reference_id']);
});

test.each([
  ['v\\"; x="', 'v%5C'],
  ["v'; --b", "v'; --b"],
  ['v; name=audio; filename=x', 'v; name=audio; filename=x'],
])('the file name %s cannot end its quotes', async (name, expected) => {
  const { body } = await arriving(postRaw([part(`name="video"; filename="${name}"`), audio, '--b--']));
  expect(body.split('\r\n')[1]).toBe(`Content-Disposition: form-data; name="video"; filename="${expected}"`);
});

test('a long boundary is read, and parts behind the end mean nothing', async () => {
  const boundary = 'b'.repeat(200);
  const late = `${video}${audio}--b--\r\n${part('name="reference_id"', 'late')}--b--`;
  const { entries } = await arriving(postRaw([late.replaceAll('--b', `--${boundary}`)], boundary));
  expect(entries.at(-1)?.[1]).toMatch(new RegExp(`^${prefix}chm_[\\w-]{22}$`));
});
