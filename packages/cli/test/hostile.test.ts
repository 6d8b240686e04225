import { writeFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { Batch } from '@chamelaion/batch';
import { expect, test } from 'vitest';
import { fakeBatch } from './fake-batch.ts';
import { controls, createWorld, hurry, posts, secret } from './world.ts';

const remote = 'https://cdn.example.com/a.mp4';
const urls = ['--video', remote, '--audio', 'https://cdn.example.com/a.wav', '--out', 'out.mp4'];

test('a job that only the first list shows is not made again without another yes', async () => {
  const { mock, chamelaion } = await createWorld();
  hurry();
  const job = { id: 'gone', reference_id: 'ep-1', status: 'processing', created_at: '2026-04-07T10:00:00Z' };
  const body = JSON.stringify({ data: [job], pagination: { total: 1, limit: 20, offset: 0 } });
  const fetch = async (...[url, init]: Parameters<typeof globalThis.fetch>) => {
    const isFirst = String(url).includes('reference_id=ep-1') && shown++ === 0;
    return isFirst
      ? new Response(body, { headers: { 'content-type': 'application/json' } })
      : globalThis.fetch(url, init);
  };
  let shown = 0;
  const argv = ['dub', ...urls, '--reference', 'ep-1'];
  const { code, err } = await chamelaion(argv, { client: { fetch: fetch as never } });
  expect(err).toContain('nothing is paid anew');
  expect({ code, posts: posts(mock) }).toEqual({ code: 3, posts: [] });
});

test('a catalogue that is changed after the yes adds nothing that was not asked about', async () => {
  const { chamelaion } = await createWorld();
  await writeFile('c.csv', `key,video,target_languages\na,${remote},de\n`);
  const { calls, openBatch: open } = fakeBatch();
  const openBatch = async () => {
    await writeFile('c.csv', `key,video,target_languages\na,${remote},de;fr\nb,${remote},it\n`);
    return open();
  };
  const { code } = await chamelaion('batch run c.csv --store dubs --yes', { openBatch });
  const added = calls.filter(([name]) => name === 'add').map(([, item]) => item);
  expect(code).toBe(0);
  expect(added).toEqual([expect.objectContaining({ key: 'a', target_languages: ['de'] })]);
});

test.each([
  ['c.jsonl', 'x'],
  ['c.jsonl', '\0'],
  ['c.csv', 'x'],
])('a line of %s without an end, of %j, does not fill the memory', async (name, character) => {
  const { chamelaion } = await createWorld();
  await writeFile(name, character.repeat(1_100_000));
  const { code, err } = await chamelaion(['batch', 'run', name, '--store', 'dubs', '--dry-run']);
  expect(err).toMatch(/the line is too long|exceed the maximum/);
  expect(code).toBe(2);
});

test('no printed command shows the password of a URL', async () => {
  const { chamelaion } = await createWorld();
  const { openBatch } = fakeBatch({ downloaded: 0, paused: 'by hand' });
  for (const store of [
    'postgres://me:hunter2@db/dubs',
    'postgres://me:p@hunter2@db/dubs',
    'postgres://db/x?password=hunter2',
  ]) {
    for (const flags of [[], ['--json']]) {
      const { code, out, err } = await chamelaion(['batch', 'work', '--store', store, ...flags], { openBatch });
      expect(out + err).toMatch(/batch resume --store '?postgres:/);
      expect(code).toBe(3);
    }
  }
  const source = ['dub', ...urls, '--video', 'https://me:hunter2@cdn.example.com/a.mp4'];
  expect((await chamelaion(source)).err).toMatch(/To agree beforehand, run: (?!.*hunter2)/);
});

test.each([
  // What breaks the URL may be the password itself.
  ['batch work --store postgres://me:hunter2/x#hunter2@db/dubs', 2],
  ['batch work --store=postgresql://me:x?hunter2@db/dubs', 2],
  ['batch work --store postgres:/me:hunter2@db/dubs', 2],
  ['batch work --store postgres:me:hunter2@db/dubs', 2],
  ['batch work --store postgres://127.0.0.1:1/x?sslmode=disable&sslpassword=hunter2', 1],
  [`dub ${urls.join(' ')} --video https://me:hunter2@cdn.example.com/a.mp4`, 2],
  [`dub ${urls.join(' ')} --video https://hunter2@cdn.example.com/a.mp4`, 2],
  ['whoami --x-api-key=hunter2', 2],
])('neither a message nor a printed command shows what is secret in %s', async (line, exit) => {
  const { chamelaion } = await createWorld();
  for (const more of ['', ' --json']) {
    expect((await chamelaion(line + more)).code).toBe(exit);
  }
});

test.each(['ep 42 ', 'ep\n42', 'a\u200fb', 'https://me:pw@y', 'a?password=b'])(
  'the reference %j is refused: the command that goes on would name another one, and pay again',
  async (reference) => {
    const { mock, chamelaion } = await createWorld();
    const { code, err } = await chamelaion(['dub', ...urls, '--yes', '--reference', reference]);
    expect({ code, requests: mock.requests }).toEqual({ code: 2, requests: [] });
    expect(err).toContain('--reference holds what a printed command cannot show');
  },
);

test('a folder in a printed command is one word of a shell', async () => {
  const { chamelaion } = await createWorld();
  const { openBatch } = fakeBatch({ downloaded: 0, failed: 3 });
  const { err } = await chamelaion(['batch', 'work', '--store', 'postgres://db/my dubs; true'], { openBatch });
  expect(err).toContain(`batch retry --store 'postgres://db/my dubs; true'`);
});

test('further arguments of a printed command stand before --', async () => {
  const { chamelaion } = await createWorld();
  const { openBatch } = fakeBatch({}, [{ key: '-k', state: 'failed' }]);
  const argv = ['batch', 'retry', '--store', 'postgres://db/x', '--', '-k'];
  expect((await chamelaion(argv, { openBatch })).err).toContain('--store postgres://db/x --yes -- -k\n');
});

test('the names of fields, and a table, cannot act on a terminal', async () => {
  const { chamelaion } = await createWorld();
  const fetch = async () => Response.json({ id: 'a', status: 'completed', 'x\u001b[2J': '\u009b2J' });
  const { code, out } = await chamelaion('jobs get a', { client: { fetch: fetch as never } });
  expect(code).toBe(0);
  expect(out).not.toMatch(controls);

  const report = async function* () {
    yield 'key,error\r\n';
    yield `a,${secret} bad\u001b[2J\u202e\r\n`;
  };
  const openBatch = async () => ({ report, close: async () => {} }) as unknown as Batch;
  const argv = ['batch', 'export', '--store', 'postgres://db/x'];
  expect((await chamelaion(argv, { openBatch, tty: true })).out).toBe('key,error\na,[redacted] bad\n');
  expect((await chamelaion(argv, { openBatch })).out).toBe('key,error\r\na,[redacted] bad\u001b[2J\u202e\r\n');
  await chamelaion([...argv, '--out', 'table.csv'], { openBatch });
  expect(await readFile('table.csv', 'utf8')).toContain('a,[redacted] bad');
});

test('a text that is not a URL is wrong usage', async () => {
  const { mock, chamelaion } = await createWorld();
  const { code } = await chamelaion(['dub', ...urls, '--video', 'https://', '--yes']);
  expect({ code, requests: mock.requests }).toEqual({ code: 2, requests: [] });
});

test('what goes on after a download was cut off keeps the files that are whole from being in the way', async () => {
  const { mock, chamelaion } = await createWorld();
  hurry();
  const fetch = globalThis.fetch;
  let files = 0;
  const stop = new AbortController();
  globalThis.fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!String(url).includes('/v1/') && ++files === 4) stop.abort();
    return answer;
  };
  const argv = ['translate', '--video', remote, '--to', 'de,fr', '--out', 'o', '--yes'];
  const first = await chamelaion(argv, { signal: stop.signal }).finally(() => {
    globalThis.fetch = fetch;
  });
  expect(first.code).toBe(130);
  expect((await readdir('o')).length).toBeGreaterThan(0);
  const [, command = ''] = /twice: chamelaion (.*)\n$/.exec(first.err) ?? [];
  expect(await chamelaion(command.split(' '))).toMatchObject({ code: 0 });
  expect(await readdir('o')).toHaveLength(6);
  expect(posts(mock)).toHaveLength(1);
});

test('Ctrl-D at the question is a no', async () => {
  const { mock, chamelaion } = await createWorld();
  expect((await chamelaion(['dub', ...urls], { tty: true, stdin: '\u0004' })).code).toBe(130);
  expect(posts(mock)).toEqual([]);
});

test.each([
  [{ tty: true, early: 'yarn build\r', stdin: 'n' }, 130, 'Submit and pay?'],
  [{ tty: true, early: '\u0003', stdin: 'y' }, 130, 'Nothing was submitted'],
  [{ piped: true, stdin: 'y\n' }, 2, 'there is no terminal to ask on'],
])('only what is typed after the question is an answer: %j', async (how, exit, words) => {
  const { mock, chamelaion } = await createWorld();
  const { code, err } = await chamelaion(['dub', ...urls, '--wait', '0'], how);
  expect(err).toContain(words);
  expect({ code, posts: posts(mock) }).toEqual({ code: exit, posts: [] });
});

test('a file that another command has written during the wait is not replaced', async () => {
  const { mock, chamelaion } = await createWorld();
  hurry();
  const { code, err } = await chamelaion(['dub', ...urls, '--yes'], {
    onErr: (text) => /completed/.test(text) && writeFileSync('out.mp4', 'of another command'),
  });
  expect(err).toMatch(/out\.mp4\. The job is paid for: with another --out both stay\.\nGo on, .* --force\n$/);
  expect({ code, posts: posts(mock).length }).toEqual({ code: 3, posts: 1 });
  expect(await readFile('out.mp4', 'utf8')).toBe('of another command');
});

test('--env-file may hold the store', async () => {
  const { chamelaion } = await createWorld();
  await writeFile('.env', 'CHAMELAION_STORE=no-such-folder\n');
  const { code, err } = await chamelaion('batch status --env-file .env');
  delete process.env['CHAMELAION_STORE'];
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('There is no store in ') });
});
