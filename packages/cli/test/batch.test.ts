import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fakeBatch } from './fake-batch.ts';
import { createWorld, linesOf } from './world.ts';

const remote = 'https://cdn.example.com/a.mp4';

test('every bad row of a CSV file is named with its line, before there is a store', async () => {
  const { mock, folder, chamelaion } = await createWorld();
  const rows = [
    'key,video,audio,kind,target_languages,formality,config',
    'good,clip.mp4,voice.wav,,,,',
    'no-file,nothing.mp4,voice.wav,,,,',
    'no-audio,clip.mp4,,lipsync,,,',
    '"two\nlines",clip.mp4,voice.wav,,,,',
    'good,clip.mp4,clip.mp4,,,,',
    'opera,clip.mp4,voice.wav,opera,,,',
    'short,clip.mp4',
    `translated,${remote},,,de;fr,true,"{""tts_model"":""eleven_v4""}"`,
    `twice,${remote},,,de;de,,`,
    `maybe,${remote},,,de,perhaps,`,
    `config,${remote},,,de,,{`,
  ];
  await writeFile('catalogue.csv', `\ufeff${rows.join('\r\n')}\r\n`);
  const { code, out, err } = await chamelaion('batch run catalogue.csv --store dubs --yes');
  expect({ code, out, requests: mock.requests }).toEqual({ code: 2, out: '', requests: [] });
  const named = err
    .split('\n')
    .flatMap((line) => /^catalogue\.csv:(\d+): (.*)/.exec(line)?.slice(1, 3).join(' ') ?? []);
  expect(named.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual([
    expect.stringMatching(/^3 nothing\.mp4 cannot be read: there is no such file/),
    expect.stringMatching(/^4 .*audio must be/),
    expect.stringMatching(/^6 a file cannot have this key/),
    expect.stringMatching(/^7 .*other inputs/),
    expect.stringMatching(/^8 kind must be lipsync or videoTranslate/),
    expect.stringMatching(/^9 .*columns length is 7, got 2/),
    expect.stringMatching(/^11 .*target_languages must hold 'de' once/),
    expect.stringMatching(/^12 .*formality must be a boolean/),
    expect.stringMatching(/^13 .*config must be an object/),
  ]);
  expect(err).toContain('9 rows of catalogue.csv cannot be used. Nothing was submitted.');
  await expect(import('node:fs/promises').then(({ stat }) => stat(`${folder}/dubs`))).rejects.toThrow('ENOENT');
});

test.each([
  ['c.csv', 'key,video,autio\n', /line 1: 'autio' is not a known column/],
  ['c.csv', 'key,key,video\n', /line 1: 'key' is not a known column, or comes twice/],
  ['c.csv', 'video,audio\n', /line 1: the header has no key/],
  ['c.csv', '', /has no rows/],
  ['c.csv', 'key,video,audio\n', /has no rows/],
  ['c.csv', 'key,video,audio\na,"b,c\nd', /Quote Not Closed.*line 3/],
  [
    'c.csv',
    `key,video,audio,target_languages\na,${remote},${remote},de\n`,
    /c\.csv:2: kind must be lipsync or videoTranslate; the other columns do not tell which/,
  ],
  [
    'c.jsonl',
    '{"key":"a"\n[1]\n\n"x"\n',
    /c\.jsonl:1: .*JSON.*\nc\.jsonl:2: the line must be a JSON object\nc\.jsonl:4: /s,
  ],
  [
    'c.jsonl',
    `{"key":"a\\u001b[2J","video":"${remote}","target_languages":"de"}\n`,
    /c\.jsonl:1: Item 'a\\x1B\[2J': target_languages must be an array/,
  ],
  [
    'c.jsonl',
    `{"key":"a","video":"clip.mp4","audio":"voice.wav","output":"../out.mp4"}\n`,
    /c\.jsonl:1: .*leads out of/,
  ],
])('%s with %j is refused', async (name, text, why) => {
  const { mock, chamelaion } = await createWorld();
  await writeFile(name, text);
  const { code, out, err } = await chamelaion(['batch', 'run', name, '--store', 'dubs', '--dry-run']);
  expect({ code, out, requests: mock.requests }).toEqual({ code: 2, out: '', requests: [] });
  expect(err).toMatch(why);
});

const catalogue = `key,video,audio,target_languages,kind
a,clip.mp4,voice.wav,,lipsync
b,clip.mp4,,de;fr,videoTranslate
c,${remote},,de,videoTranslate
`;

test('--dry-run says what a catalogue costs', async () => {
  const { mock, chamelaion } = await createWorld();
  await writeFile('c.csv', catalogue);
  const { code, out } = await chamelaion('batch run c.csv --store dubs --dry-run');
  expect({ code, requests: mock.requests }).toEqual({ code: 0, requests: [] });
  expect(out).toBe(`1 lip sync and 2 translations into 3 languages in all (de, fr) will be submitted:
  video  clip.mp4, 29.6 kB, 3.0 s
  audio  voice.wav, 48.0 kB, 3.0 s
  video  clip.mp4, 29.6 kB, 3.0 s
  video  https://cdn.example.com/a.mp4, length unknown
Processed time is paid for, in each language: about 9.1 s, and 1 video of unknown length
`);
});

test.each([
  ['there', /there cannot be written to: .*\nChoose another --out/],
  ['folder', /folder\/a\.mp4 cannot be replaced: it is a folder/],
])('a catalogue whose results cannot be written to %s is refused before a store is made', async (out, why) => {
  const { chamelaion } = await createWorld();
  await writeFile('c.csv', catalogue);
  await writeFile('there', 'precious');
  await mkdir('folder/a.mp4', { recursive: true });
  const { calls, openBatch } = fakeBatch();
  const { code, err } = await chamelaion(`batch run c.csv --store dubs --force --yes --out ${out}`, { openBatch });
  expect({ code, calls }).toEqual({ code: 2, calls: [] });
  expect(err).toMatch(why);
});

const postgres = ['--store', 'postgres://localhost/dubs'];

test('a catalogue is run, and only what is not submitted yet is asked about', async () => {
  const { chamelaion } = await createWorld();
  await writeFile('c.csv', catalogue);
  const { calls, openBatch } = fakeBatch({}, [
    { key: 'a', state: 'running' },
    { key: 'b', state: 'queued' },
    { key: 'of another catalogue', state: 'queued' },
  ]);
  const refused = await chamelaion(['batch', 'run', 'c.csv', ...postgres, '--out', 'out'], { openBatch });
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(
    /^2 translations into 3 .*will be submitted:\n.*\n1 item that the store holds already will be submitted\.\n/ms,
  );
  expect(calls).toEqual([['close']]);
  const { code, out, err } = await chamelaion(['batch', 'run', 'c.csv', ...postgres, '--out', 'out', '--yes'], {
    openBatch,
  });
  expect({ code, out }).toEqual({ code: 0, out: 'out/a.mp4\n' });
  expect(err).toMatch(/store the-id\n.*3 of 3 done\n$/s);
  expect(calls.filter(([name]) => name === 'add').map(([, item]) => item)).toMatchObject([
    { key: 'a', kind: 'lipsync', output: 'out/a.mp4' },
    { key: 'b', kind: 'videoTranslate', output: 'out', target_languages: ['de', 'fr'] },
    { key: 'c', kind: 'videoTranslate', output: 'out' },
  ]);
  const json = await chamelaion(['batch', 'work', ...postgres, '--yes', '--json'], { openBatch });
  expect(linesOf(json.out).map(({ type }) => type)).toEqual(['late', 'downloaded', 'end']);
});

test('a new store is made only after a yes', async () => {
  const { chamelaion } = await createWorld();
  await writeFile('c.csv', catalogue);
  const { calls, openBatch } = fakeBatch({ total: 0 });
  const argv = ['batch', 'run', 'c.csv', '--store', 'dubs'];
  expect(await chamelaion(argv, { openBatch })).toMatchObject({
    code: 2,
    err: expect.stringContaining('1 lip sync and 2 translations into 3'),
  });
  expect(calls).toEqual([]);
  expect(await chamelaion(argv, { openBatch, tty: true, stdin: 'y' })).toMatchObject({ code: 0, out: 'out/a.mp4\n' });
});

test('if another run has made the store during the question, what it holds is asked about', async () => {
  const { chamelaion } = await createWorld();
  await writeFile('c.csv', catalogue);
  const { calls, openBatch } = fakeBatch({}, [{ key: 'of another catalogue', state: 'queued' }]);
  const argv = ['batch', 'run', 'c.csv', '--store', 'dubs', '--yes'];
  const { err } = await chamelaion(argv, { openBatch });
  expect(err).toContain('1 item that the store holds already will be submitted');
  expect(calls.some(([name]) => name === 'run')).toBe(true);
});

test.each([
  [{ downloaded: 2, failed: 1 }, {}, 1, /1 of 3 items failed.*batch retry --store/s],
  [
    { downloaded: 1, queued: 2, paused: 'token limit reached' },
    {},
    3,
    /paused: token limit reached.*batch resume --store/s,
  ],
  [{ downloaded: 1, running: 2 }, {}, 3, /has not ended.*chamelaion batch work --store/s],
  [
    { downloaded: 1, running: 2 },
    { signal: AbortSignal.abort() },
    130,
    /Go on, and pay nothing twice: chamelaion batch work/,
  ],
])('a batch that ends as %j', async (status, how, code, why) => {
  const { chamelaion } = await createWorld();
  const { calls, openBatch } = fakeBatch(status);
  const ran = await chamelaion(['batch', 'work', ...postgres], { openBatch, ...how });
  expect(ran.code).toBe(code);
  expect(ran.err).toMatch(why);
  expect(calls.at(-1)).toEqual(['close']);
});

test('a paused folder is not waited for, because no other process could resume it', async () => {
  const { chamelaion } = await createWorld();
  await mkdir('dubs');
  await writeFile('dubs/store.json', '{}');
  const { calls, openBatch } = fakeBatch({ downloaded: 1, queued: 2, paused: 'by hand' });
  const { code, err } = await chamelaion('batch work --store dubs', { openBatch });
  expect({ code, calls }).toEqual({ code: 3, calls: [['close']] });
  expect(err).toContain('chamelaion batch resume --store dubs, then chamelaion batch work --store dubs');
});

test('status, export, pause, resume and retry do what they say', async () => {
  const { chamelaion } = await createWorld();
  const { calls, openBatch } = fakeBatch({ failed: 1 }, [
    { key: 'a', state: 'downloaded' },
    { key: 'b', state: 'failed', error: 'no' },
  ]);
  const batch = (...argv: string[]) => chamelaion(['batch', ...argv, ...postgres], { openBatch });
  expect((await batch('status')).out).toMatch(/^states +downloaded 2, failed 1$/m);
  expect(JSON.parse((await batch('status', '--json')).out)).toMatchObject({ id: 'the-id', total: 3 });
  expect((await batch('export')).out).toBe('as csv\n');
  expect((await batch('export', '--json')).out).toBe('as json\n');
  expect((await batch('export', '--out', 'x.csv')).out).toBe('x.csv\n');
  expect(JSON.parse((await batch('export', '--out', 'x.json', '--json')).out)).toEqual({ file: 'x.json' });
  expect((await readFile('x.csv', 'utf8')) + (await readFile('x.json', 'utf8'))).toBe('as csv\nas json\n');
  await batch('pause', 'until Monday');
  await batch('resume');
  expect(await batch('retry')).toMatchObject({ code: 2, out: '' });
  expect((await batch('retry', 'a', '--yes')).code).toBe(2);
  expect(calls.some(([name]) => name === 'retry')).toBe(false);
  expect(await batch('retry', '--yes')).toMatchObject({ code: 0, out: 'b\n' });
  expect(calls.filter(([name]) => name !== 'close')).toEqual([['pause', 'until Monday'], ['resume'], ['retry', ['b']]]);
});

test('a folder without a store is not made into one', async () => {
  const { chamelaion } = await createWorld();
  for (const command of ['status', 'work', 'retry', 'pause', 'resume', 'export']) {
    const { code, err } = await chamelaion(['batch', command, '--store', 'dubs']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/There is no store in .*dubs/) });
  }
});
