import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { makeTranslation, retrieveTranslation, startMock } from './fixtures.ts';
import { sendRaw } from './raw.ts';

// As text, a byte each: arrays are compared element by element, which takes a tenth of a second.
const asset = (name: string) => readFile(new URL(`../assets/${name}`, import.meta.url), 'latin1');
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString('latin1');

async function completedFiles(language = 'de'): Promise<Record<'video' | 'audio' | 'srt', string>> {
  const mock = await startMock();
  const id = await makeTranslation(mock, { target_languages: ['fr', language] });
  mock.clock.advance(1_000);
  const { outputs } = await retrieveTranslation(mock, id);
  const files = outputs?.[language];
  if (!files) throw new Error(`no outputs for ${language}`);
  return files;
}

test.each([
  ['video', 'sample.mp4', 'video/mp4', 4, 'ftyp'],
  ['audio', 'sample.wav', 'audio/wav', 0, 'RIFF'],
] as const)('the %s is whole, needs no token, and comes in parts', async (kind, name, type, at, magic) => {
  const sample = await asset(name);
  const { [kind]: url } = await completedFiles();
  const whole = await fetch(url);
  expect(whole.status).toBe(200);
  expect(whole.headers.get('content-type')).toBe(type);
  expect(whole.headers.get('accept-ranges')).toBe('bytes');
  const bytes = await bytesOf(whole);
  expect(bytes).toBe(sample);
  expect(bytes.slice(at, at + 4)).toBe(magic);

  const etag = whole.headers.get('etag') ?? '';
  const part = await fetch(url, { headers: { range: 'bytes=100-199', 'if-range': etag } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 100-199/${sample.length}`);
  expect(await bytesOf(part)).toBe(sample.slice(100, 200));
  expect((await fetch(url, { headers: { range: `bytes=${sample.length}-` } })).status).toBe(416);

  const head = await fetch(url, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe(String(sample.length));
  expect(await bytesOf(head)).toHaveLength(0);
});

/** Each cue of subtitles: its number, when it is shown, and what it says. */
function cuesOf(text: string): { number: string; from: string; to: string; says: string }[] {
  return text
    .trimEnd()
    .split('\r\n\r\n')
    .map((cue) => {
      const [number = '', time = '', ...lines] = cue.split('\r\n');
      const [, from = '', to = ''] = /^(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})$/.exec(time) ?? [];
      return { number, from, to, says: lines.join('\n') };
    });
}

test.each(['de', 'a\r\n\r\nb', '日本語', ''])('the subtitles in %j are valid', async (language) => {
  const { srt } = await completedFiles(language);
  const response = await fetch(srt);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/x-subrip; charset=utf-8');
  const text = await response.text();
  const cues = cuesOf(text);
  expect(cues.length).toBeGreaterThan(1);
  let end = '';
  for (const [index, { number, from, to, says }] of cues.entries()) {
    expect(number).toBe(String(index + 1));
    expect(from > end && to > from).toBe(true);
    expect(says).toContain(`[${language.replace(/\s+/g, ' ')}] `);
    end = to;
  }

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
])('there is no output at %s', async (_, path) => {
  const mock = await startMock();
  const id = await makeTranslation(mock);
  mock.clock.advance(1_000);
  expect(await statusOf(mock, `/output/${id}/de.mp4`)).toBe(200);
  expect(await statusOf(mock, path.replaceAll('ID', id))).toBe(404);
});

test('there is no output before the job is completed, if it failed, or by another method', async () => {
  const mock = await startMock();
  const id = await makeTranslation(mock);
  const failing = await makeTranslation(mock, { inputs: [{ type: 'video', url: 'https://a.test/not-accessible' }] });
  mock.clock.advance(999);
  expect(await statusOf(mock, `/output/${id}/de.mp4`)).toBe(404);
  mock.clock.advance(1);
  expect(await statusOf(mock, `/output/${id}/de.mp4`)).toBe(200);
  expect(await statusOf(mock, `/output/${failing}/de.mp4`)).toBe(404);
  const response = await fetch(new URL(`/output/${id}/de.mp4`, mock.url), { method: 'DELETE' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
