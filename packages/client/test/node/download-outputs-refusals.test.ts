import { join } from 'node:path';
import { type DownloadOutputsOptions, downloadOutputs } from '@chamelaion/client/node';
import { expect, test } from 'vitest';
import { failureOf, target } from './target.ts';

const file = (path: string) => `https://storage.example.com/${path}?key=SECRET`;
const output = { video: file('de.mp4'), audio: file('de.wav'), srt: file('de.srt') };
const good = { id: '42', outputs: { de: output } };

/** What is said of a request and options, before any request and before anything is written. */
async function refusalOf(request: unknown, options: Partial<Record<keyof DownloadOutputsOptions, unknown>> = {}) {
  const { folder, names } = await target();
  const download = downloadOutputs(request as never, {
    directory: join(folder, 'out'),
    fetch: () => expect.unreachable(),
    ...(options as object),
  });
  const { message } = await failureOf(download);
  expect(await names()).toEqual([]);
  return message;
}

test.each<[string, unknown]>([
  ['request undefined has no outputs: wait for it with client.videoTranslate.requests.waitFor(id)', undefined],
  ['request undefined has no outputs', null],
  ['request 42 has no outputs (its status is processing)', { id: '42', status: 'processing' }],
  ['request 42 has no outputs', { id: '42', outputs: {} }],
  ['request 42 has no outputs', { id: '42', outputs: null }],
  ["request 42 has no outputs['0'].video", { id: '42', outputs: 'nonsense' }],
  ["request 42 has no outputs['de'].video", { id: '42', outputs: { de: null } }],
  ["request 42 has no outputs['de'].audio: leave 'audio' out", { id: '42', outputs: { de: { ...output, audio: 5 } } }],
  [
    "outputs['de'].srt of request 42 is not an http(s) URL",
    { id: '42', outputs: { de: { ...output, srt: '/x?SECRET' } } },
  ],
  ['is not an http(s) URL', { id: '42', outputs: { de: { ...output, srt: 'file:///etc/passwd?SECRET' } } }],
  ['is not an http(s) URL', { id: '42', outputs: { de: { ...output, video: 'data:video/mp4,SECRET' } } }],
  ['name must be', { outputs: { de: output } }],
  ['name must be', { id: 42, outputs: { de: output } }],
  [`name '../42' begins with a dot, so it cannot name a file: set another name`, { ...good, id: '../42' }],
])('"%s" is said of the request', async (message, request) => {
  expect(await refusalOf(request)).toContain(message);
});

test.each<[string, Partial<Record<keyof DownloadOutputsOptions, unknown>>]>([
  ['directory must be a path or a file: URL', { directory: undefined }],
  ['directory must be', { directory: '' }],
  ['directory is a URL of https:', { directory: new URL('https://example.com/out') }],
  ['client must be a Chamelaion client', { client: {} }],
  ['client must be', { client: { lipsync: { requests: { retrieve() {} } } } }],
  ['client must be', { client: null }],
  ['signal must be', { signal: 'x' }],
  ['onProgress must be', { onProgress: 'x' }],
  ['fetch must be', { fetch: null }],
  ['name must be', { name: null }],
  ['languages must be an array that is not empty: leave it out for all', { languages: [] }],
  ['languages must be', { languages: 'de' }],
  ["request 42 has no outputs['fr']: ask for 'de'", { languages: ['de', 'fr'] }],
  ['has no outputs[null]', { languages: [null] }],
  ["has no outputs['toString']", { languages: ['toString'] }],
  ["has no outputs['__proto__']", { languages: ['__proto__'] }],
  ['files must be an array that is not empty', { files: [] }],
  ['files must be', { files: null }],
  ["files must hold only 'video', 'audio', 'srt'", { files: ['video', 'mp3'] }],
  ['files must hold only', { files: ['__proto__'] }],
])('"%s" is said of the options', async (message, options) => {
  expect(await refusalOf(good, options)).toContain(message);
});

test('options are needed', async () => {
  await expect(downloadOutputs(good, undefined as never)).rejects.toThrow('The options must be an object');
});

const hostile = [
  '.',
  '..',
  '../x',
  '.hidden',
  'a/b',
  '/etc/passwd',
  'a\\b',
  '..\\x',
  'C:x',
  'a:stream',
  'a*',
  'a?',
  'a"b',
  '<a>',
  'a|b',
  'a\0b',
  'a\nb',
  'a\x1b[2Jb',
  'a\x7f',
  'a\x9b2J',
  '\uD800',
  '',
  'x'.repeat(300),
  '映'.repeat(90),
];

test.each(hostile)('%j is no name and no language', async (text) => {
  const asName = await refusalOf(good, { name: text });
  const asLanguage = await refusalOf({ id: '42', outputs: { de: output, [text]: output } });
  // Nothing that a terminal would obey.
  for (const message of [asName, asLanguage]) expect(message).not.toMatch(/\p{Cc}/u);
  expect(asName).toMatch(/^(name |A file's name would have \d+ bytes)/);
  expect(asLanguage).toMatch(/^(language |A file's name would have \d+ bytes)/);
});

test.each(['con', 'NUL', 'aux.x', 'Prn ', 'com1', 'LPT9.old', 'COM¹'])('%j is no name', async (name) => {
  expect(await refusalOf(good, { name })).toContain('names a device on Windows');
});

test.each([
  ['de', 'DE'],
  ['zh-Hant', 'zh-hant'],
  ['\u00E9', 'e\u0301'],
  ['\u00E9', 'E\u0301'],
  ['ß', 'SS'],
])('the languages %j and %j would share a file somewhere', async (one, other) => {
  const request = { id: '42', outputs: { [one]: output, fr: output, [other]: output } };
  expect(await refusalOf(request)).toContain(`languages [ '${one}', '${other}' ] would share a file`);
});
