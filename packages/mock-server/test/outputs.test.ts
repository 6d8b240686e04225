import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { makeJob, makeTranslation, retrieve, retrieveTranslation, startMock, unreachable } from './fixtures.ts';
import { sendRaw } from './raw.ts';

// As text, a byte each: arrays are compared element by element, which takes a tenth of a second.
const asset = (name: string) => readFile(new URL(`../assets/${name}`, import.meta.url), 'latin1');
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString('latin1');

async function completedVideo(): Promise<string> {
  const mock = await startMock();
  const id = await makeJob(mock);
  mock.clock.advance(1_000);
  return (await retrieve(mock, id))['output_url'] ?? '';
}

async function completedFiles(language = 'de'): Promise<Record<'video' | 'audio' | 'srt', string>> {
  const mock = await startMock();
  const id = await makeTranslation(mock, { target_languages: ['fr', language] });
  mock.clock.advance(1_000);
  const { outputs } = await retrieveTranslation(mock, id);
  const files = outputs?.[language];
  if (!files) throw new Error(`no outputs for ${language}`);
  return files;
}

test('the sample begins with its index, so that it plays while it loads', async () => {
  const sample = await asset('sample.mp4');
  expect(sample.slice(4, 8)).toBe('ftyp');
  expect(sample.indexOf('moov')).toBeLessThan(sample.indexOf('mdat'));
  expect(sample).toContain('avc1');
  expect(sample).toContain('mp4a');
  expect(sample.length).toBeLessThan(60_000);
});

test.each([
  ['video of a lip sync', 'sample.mp4', 'video/mp4', completedVideo],
  ['video of a translation', 'sample.mp4', 'video/mp4', async () => (await completedFiles()).video],
  ['audio of a translation', 'sample.wav', 'audio/wav', async () => (await completedFiles()).audio],
])('the %s is whole, needs no token, and comes in parts', async (_, name, type, complete) => {
  const sample = await asset(name);
  const size = sample.length;
  const url = await complete();
  const whole = await fetch(url);
  expect(whole.status).toBe(200);
  expect(whole.headers.get('content-type')).toBe(type);
  expect(whole.headers.get('accept-ranges')).toBe('bytes');
  expect(await bytesOf(whole)).toBe(sample);

  for (const [range, from, to] of [
    ['bytes=0-99', 0, 100],
    ['bytes=100-', 100, size],
    ['bytes=-7', size - 7, size],
  ] as const) {
    const part = await fetch(url, { headers: { range } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${size}`);
    expect(await bytesOf(part)).toBe(sample.slice(from, to));
  }
  const beyond = await fetch(url, { headers: { range: `bytes=${size}-` } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);

  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(size)]);
  expect(await bytesOf(head)).toHaveLength(0);
});

test('If-Range gives the part of the same video, and the whole of another', async () => {
  const url = await completedVideo();
  const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag') ?? '';
  // A weak one could not vouch for the bytes.
  expect(etag).toMatch(/^"/);
  const ask = (tag: string) => fetch(url, { headers: { range: 'bytes=0-9', 'if-range': tag } });
  expect((await ask(etag)).status).toBe(206);
  const whole = await ask('"another"');
  expect(whole.status).toBe(200);
  expect(await bytesOf(whole)).toBe(await asset('sample.mp4'));
});

test.each(['a b', 'mock/x', 'mock@evil.test', '"><script>'])('a Host that is none makes no URL: %s', async (host) => {
  const mock = await startMock();
  const id = await makeJob(mock);
  mock.clock.advance(1_000);
  const head = `GET /api/v1/lipsync/requests/${id} HTTP/1.1\r\nHost: ${host}\r\nx-api-key: any\r\n\r\n`;
  expect(await sendRaw(mock, head)).toContain(`"output_url":"${new URL(mock.url).origin}/output/`);
});

test.each([
  ['de', 'de'],
  ['a\r\n\r\nb', 'a b'],
  ['日本語', '日本語'],
  ['', ''],
])('the subtitles in %j are valid', async (language, named) => {
  const { srt } = await completedFiles(language);
  const response = await fetch(srt);
  expect(response.headers.get('content-type')).toBe('application/x-subrip; charset=utf-8');
  const text = await response.text();
  const first = `1\r\n00:00:00,240 --> 00:00:01,080\r\n[${named}] Ba ti mo\r\n`;
  expect(text).toBe(`${first}\r\n2\r\n00:00:01,360 --> 00:00:02,560\r\n[${named}] Te la bu daa\r\n`);

  const head = await fetch(srt, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  expect(await head.text()).toBe('');
});

test.each(['a/b', '%2e%2e', '..', '.', '__proto__', 'constructor', 'de?x#y', 'über & co', "'()*!~", '\ud800', ''])(
  'the language %j has its outputs',
  async (language) => {
    for (const url of Object.values(await completedFiles(language))) {
      expect(new URL(url).pathname.split('/')).toHaveLength(4);
      expect((await fetch(url)).status).toBe(200);
    }
  },
);

/** The status of a path that is sent as it is: `fetch` would mend it. */
async function statusOf(mock: MockServer, path: string): Promise<number> {
  const answer = await sendRaw(mock, `GET ${path} HTTP/1.1\r\nHost: mock\r\n\r\n`);
  return Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]);
}

test.each([
  ['another language', '/output/ID/ja.mp4'],
  ['a language in other letters', '/output/ID/DE.mp4'],
  ['another type', '/output/ID/de.txt'],
  ['no type', '/output/ID/de'],
  ['no language', '/output/ID'],
  ['no file', '/output/ID/'],
  ["lip sync's file", '/output/ID.mp4'],
  ['a folder more', '/output/ID/x/de.mp4'],
  ['an encoded slash', '/output/ID%2Fde.mp4'],
  ['an encoded letter', '/output/ID/%64e.mp4'],
  ['a broken encoding', '/output/ID/%zz.srt'],
  ['a way up', '/output/ID/../ID/de.mp4'],
  ['an encoded way up', '/output/ID/..%2f..%2fpackage.json'],
  ['a way up to the assets', '/output/ID/../lists.json'],
  ['no job', '/output/../ID/de.mp4'],
  ['the reference of a job', '/output/mine.mp4'],
])('there is no output at %s', async (_, path) => {
  const mock = await startMock();
  const id = await makeTranslation(mock);
  await makeJob(mock, 'mine');
  mock.clock.advance(1_000);
  expect(await statusOf(mock, `/output/${id}/de.mp4`)).toBe(200);
  expect(await statusOf(mock, path.replaceAll('ID', id))).toBe(404);
});

test('there is no output before the job is completed, if it failed, or by another method', async () => {
  const mock = await startMock();
  const paths = [`${await makeJob(mock)}.mp4`, `${await makeTranslation(mock)}/de.mp4`];
  const failing = await makeTranslation(mock, { inputs: [unreachable] });
  mock.clock.advance(999);
  for (const path of paths) expect(await statusOf(mock, `/output/${path}`)).toBe(404);
  mock.clock.advance(1);
  for (const path of paths) expect(await statusOf(mock, `/output/${path}`)).toBe(200);
  expect(await statusOf(mock, `/output/${failing}/de.mp4`)).toBe(404);
  const response = await fetch(new URL(`/output/${paths[0]}`, mock.url), { method: 'DELETE' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
