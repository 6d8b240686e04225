import { copyFile, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { testTokens } from '@chamelaion/mock-server';
import { expect, test } from 'vitest';
import { controls, createWorld, hurry, posts } from './world.ts';

const files = ['dub', '--video', 'clip.mp4', '--audio', 'voice.wav', '--out', 'out.mp4'];
const urls = ['--video', 'https://cdn.example.com/a.mp4?token=hidden', '--audio', 'https://cdn.example.com/a.wav'];

test('dub says what is paid for and how to go on before it sends a byte, waits, and downloads', async () => {
  const { mock, chamelaion } = await createWorld();
  hurry();
  let [said, before] = ['', ''];
  const fetch: typeof globalThis.fetch = (url, init) => {
    if (init?.method === 'POST') before = said;
    return globalThis.fetch(url, init);
  };
  const ran = await chamelaion([...files, '--yes'], {
    client: { fetch: fetch as never },
    onErr: (err) => {
      said = err;
    },
  });
  expect(ran).toMatchObject({ code: 0, out: 'out.mp4\n' });
  expect((await stat('out.mp4')).size).toBeGreaterThan(1_000);
  expect(before).toMatch(/^1 lip sync will be submitted:\n {2}video {2}clip\.mp4, 29\.6 kB, 3\.0 s\n/);
  expect(before).toMatch(/about 3\.0 s\n/);
  const [, reference = ''] = /--yes --reference (chm_[\w-]{22})\n/.exec(before) ?? [];
  expect(posts(mock)).toMatchObject([{ body: { reference_id: reference, video: { filename: 'clip.mp4' } } }]);
});

test.each([
  [[...files], /there is no terminal to ask on.*--out out\.mp4 --yes\n/s],
  [[...files, '--yes', '--video', 'nothing.mp4'], /nothing\.mp4 cannot be read: there is no such file\nCheck the path/],
  [
    ['dub', '--vidoe', 'clip.mp4'],
    /unknown option '--vidoe'.*'--video <file\|url>' not specified\nSee chamelaion dub --help/,
  ],
  [[...files, '--yes', '--video', 'empty.mp4'], /empty\.mp4 is empty/],
  [[...files, '--yes', '--out', 'there.mp4'], /would be replaced: there\.mp4\. .*\n.*--force/],
  [[...files, '--yes', '--out', 'folder'], /--out folder must be a file/],
  [[...files, '--yes', '--out', `${'a'.repeat(252)}.mp4`], /is longer than a disk can hold/],
  [[...files, '--yes', '--out', ''], /--out is empty\.\nName a file/],
  [[...files, '--yes', '--out', 'new/'], /--out new\/ must be a file/],
  [[...files, '--yes', '--force', '--out', 'clip.mp4'], /would overwrite the input video/],
  [[...files, '--yes', '--force', '--out', 'linked/clip.mp4'], /would overwrite the input video/],
  [[...files, '--yes', '--out', 'nowhere.mp4'], /nowhere\.mp4 cannot be replaced: .* a link to nothing/],
  [[...files, '--yes', '--force', '--out', '/dev/null'], /\/dev\/null cannot be replaced: it is a folder, a device/],
  [[...files, '--yes', '--out', 'there.mp4/deep/out.mp4'], /cannot be written to/],
  [[...files, '--yes', '--audio', 'https://cdn.example.com/a.wav'], /A file and a URL cannot be sent together/],
  [
    ['translate', '--video', 'clip.mp4', '--to', 'de,../x', '--out', 'o', '--yes'],
    /no file can have '\.\.\/x' in its name/,
  ],
  [
    ['translate', '--video', 'clip.mp4', '--to', 'de', '--out', 'there.mp4', '--yes'],
    /--out there\.mp4 must be a folder/,
  ],
  [
    ['translate', '--video', 'clip.mp4', '--to', 'de', '--out', 'folder', '--force', '--yes'],
    /folder\/clip\.de\.wav cannot be replaced/,
  ],
  [['translate', '--video', 'clip.mp4', '--to', 'de,,fr', '--out', 'o', '--yes'], /Write de,fr without gaps/],
  [
    ['translate', '--video', 'clip.mp4', '--to', 'de', '--model', 'best', '--out', 'o'],
    /Allowed choices are expressive, classic/,
  ],
  [['translate', '--video', 'clip.mp4', '--to', 'de', '--voice', '0', '--out', 'o'], /Write NAME=VALUE/],
  [['translate', '--video', 'clip.mp4', '--to', 'de', '--srt', 'empty.mp4', '--out', 'o'], /source_srt/],
  [['dub', '--video', 'clip.mp4', '--out', 'out.mp4'], /required option '--audio <file\|url>' not specified/],
])('%j is refused before anything is sent', async (argv, why) => {
  const { mock, chamelaion } = await createWorld();
  await writeFile('empty.mp4', '');
  await writeFile('there.mp4', 'precious');
  await mkdir('folder/clip.de.wav', { recursive: true });
  await symlink('.', 'linked');
  await symlink('missing/out.mp4', 'nowhere.mp4');
  const { code, out, err } = await chamelaion(argv);
  expect(err).toMatch(why);
  expect({ code, out, requests: mock.requests }).toEqual({ code: 2, out: '', requests: [] });
  expect(await readFile('there.mp4', 'utf8')).toBe('precious');
});

test('translate sends its options, and writes a file for each language and kind', async () => {
  const { mock, chamelaion } = await createWorld();
  hurry();
  await writeFile('film.srt', '1\n00:00:00,000 --> 00:00:01,000\nHallo\n');
  const argv = 'translate --video https://cdn.example.com/my%20film.mp4?token=hidden --to de --to fr --from en';
  const more = '--voice 0=anna --voice 1=lukas --srt film.srt --target-srt de=film.srt --formality';
  const { code, out, err } = await chamelaion(`${argv} ${more} --out o --yes --json --quiet`);
  expect(code).toBe(0);
  const { files, request_id } = JSON.parse(out);
  expect(files.map((file: string) => file.split('/').at(-1))).toEqual(
    ['de', 'fr'].flatMap((language) => ['mp4', 'wav', 'srt'].map((extension) => `my film.${language}.${extension}`)),
  );
  const srt = { content: expect.stringContaining('Hallo'), file_name: 'film.srt' };
  expect(posts(mock).at(0)?.body).toMatchObject({
    target_languages: ['de', 'fr'],
    source_language: 'en',
    formality: true,
    config: { speaker_voices: { 0: 'anna', 1: 'lukas' }, source_srt: srt, target_srts: { de: srt } },
  });
  expect(err).toMatch(
    /1 translation into 2 languages in all \(de, fr\) will be submitted:\n {2}video {2}https:\/\/cdn\.example\.com\/my%20film\.mp4, length unknown\n/,
  );
  expect(err).not.toMatch(/completed|downloading/);
  expect(request_id).toMatch(/^[\w-]{36}$/);
});

test('the files of a result have names that a disk can hold', async () => {
  const { chamelaion } = await createWorld();
  hurry();
  const name = `${'映'.repeat(83)}.mp4`;
  await copyFile('clip.mp4', name);
  const { code, out } = await chamelaion(['translate', '--video', name, '--to', 'de', '--out', 'o', '--yes']);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/\/映{60}\.de\.mp4$/m) });
});

test('a stopped dub prints the command that goes on, and pays once', async () => {
  const { mock, chamelaion } = await createWorld({ processingMs: 60_000 });
  hurry();
  const stop = new AbortController();
  const first = await chamelaion(['dub', ...urls, '--out', 'it is mine.mp4', '--yes'], {
    signal: stop.signal,
    onErr: (err) => /processing/.test(err) && stop.abort(),
  });
  expect(first).toMatchObject({ code: 130, out: '' });
  const [, command = ''] = /Go on, and pay nothing twice: chamelaion (.*)\n$/.exec(first.err) ?? [];
  expect(command).toContain(`'https://cdn.example.com/a.mp4?token=hidden' --audio`);
  const argv = command.match(/'[^']*'|\S+/g)?.map((word) => word.replaceAll("'", '')) ?? [];

  const late = await chamelaion([...argv, '--wait', '1']);
  expect(late.code).toBe(3);
  expect(late.err).toMatch(/was not done in 1000 ms.*\nGo on, and pay nothing twice: .* --wait 1\n$/s);

  mock.clock.advance(60_000);
  // Nobody has to say yes to what is paid already.
  const second = await chamelaion(argv.filter((word) => word !== '--yes'));
  expect(second).toMatchObject({ code: 0, out: 'it is mine.mp4\n' });
  expect(second.err).toContain('nothing is paid anew');
  expect(posts(mock)).toHaveLength(1);
});

test('a reference without a job is asked about like any other', async () => {
  const { mock, chamelaion } = await createWorld();
  const { code, err } = await chamelaion([...files, '--reference', 'never-sent']);
  expect({ code, posts: posts(mock) }).toEqual({ code: 2, posts: [] });
  expect(err).toContain('will be submitted');
});

test('an outcome that stays unknown is 3, with the command that goes on', async () => {
  const { mock, chamelaion } = await createWorld();
  hurry();
  mock.failNext('reset', { times: 50 });
  const { code, out } = await chamelaion(['dub', ...urls, '--out', 'out.mp4', '--yes', '--json', '--max-retries', '0']);
  const { error } = JSON.parse(out);
  expect({ code, error }).toMatchObject({ code: 3, error: { name: 'UnknownOutcomeError', exit_code: 3 } });
  expect(error.next).toContain(`--reference ${error.reference_id}`);
  // The client's advice is for programs.
  expect(error.message).not.toContain('uniqueReference');
});

test('a wait for the rate limit is told', async () => {
  const { mock, chamelaion } = await createWorld();
  hurry();
  mock.failNext({ status: 429, headers: { 'retry-after': '41' } }, { on: 'lipsync.generate' });
  const { code, err } = await chamelaion(['dub', ...urls, '--out', 'out.mp4', '--yes']);
  expect(code).toBe(0);
  expect(err).toMatch(/\nthe API allows no more at the moment, again in 4\d s\n/);
});

test('a failed job is 1, and going on is not offered', async () => {
  const { chamelaion } = await createWorld();
  hurry();
  const bad = ['--video', 'https://cdn.example.com/not-accessible.mp4'];
  const { code, err } = await chamelaion(['dub', ...urls, ...bad, '--out', 'o.mp4', '--yes']);
  expect(code).toBe(1);
  expect(err).toMatch(/failed: video URL is not accessible\nMend what the message names.*paid for\.\n$/);
});

test('a download that fails is 3: the job is paid for', async () => {
  const { chamelaion } = await createWorld();
  hurry();
  const { code, err } = await chamelaion([...files, '--yes', '--out', 'deep/out.mp4'], {
    onErr: (text) =>
      /completed/.test(text) &&
      void import('node:fs').then(({ rmSync }) => rmSync('deep', { recursive: true, force: true })),
  });
  expect({ code, err }).toEqual({
    code: 3,
    err: expect.stringMatching(/Go on, and pay nothing twice: .*--reference chm_/),
  });
});

test.each([
  [testTokens.exhausted, 1, /412 token limit reached.*\nNothing was made\. Fill up the balance/],
  [testTokens.invalid, 1, /401 invalid token.*\nCheck the key/],
])('with the key %s nothing is made', async (key, code, why) => {
  const { chamelaion } = await createWorld();
  process.env['CHAMELAION_API_KEY'] = key;
  const ran = await chamelaion(['dub', ...urls, '--out', 'out.mp4', '--yes']);
  expect(ran).toMatchObject({ code, out: '' });
  expect(ran.err).toMatch(why);
});

test('what the API says cannot act on the terminal', async () => {
  const { mock, chamelaion } = await createWorld();
  const error = 'bad\u001b[2J\u001b]0;title\u0007 \u009b31m\u202eevil\r\nnext';
  mock.failNext({ status: 400, body: JSON.stringify({ error }) }, { times: 2 });
  const plain = await chamelaion('whoami');
  expect(plain).toMatchObject({ code: 1, out: '' });
  expect(plain.err).toMatch(/^error: .*bad.*evil next\n$/);
  const json = await chamelaion('whoami --json');
  expect(json.out).not.toMatch(controls);
  expect(JSON.parse(json.out).error).toMatchObject({ name: 'BadRequestError', status: 400 });
});

test.each([
  ['n', 130],
  ['\r', 130],
  ['\u0003', 130],
  ['y', 0],
])('a person is asked on a terminal, and answers %j', async (stdin, code) => {
  const { mock, chamelaion } = await createWorld();
  const ran = await chamelaion(['dub', ...urls, '--out', 'out.mp4', '--wait', '0'], { tty: true, stdin });
  expect(ran.err).toContain('Submit and pay?');
  expect({ code: ran.code, jobs: posts(mock).length }).toEqual({ code, jobs: code === 0 ? 1 : 0 });
});

test('a terminal that does not know its width gets lines, and no spinner', async () => {
  const { chamelaion } = await createWorld();
  hurry();
  const { code, err } = await chamelaion(['dub', ...urls, '--out', 'out.mp4', '--yes'], { piped: true, columns: 0 });
  expect(code).toBe(0);
  expect(err).toMatch(/\ncompleted, /);
  expect(err).not.toMatch(controls);
});
