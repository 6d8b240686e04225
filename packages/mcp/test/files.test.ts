import { execFileSync } from 'node:child_process';
import { utimesSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connect, submissions, textOf, urls, yes } from './world.ts';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-files-'));
  root = join(folder, 'root');
  await mkdir(join(root, 'clips.mp4'), { recursive: true });
  await mkdir(join(folder, 'outside'));
  for (const file of ['root/a.mp4', 'root/a.wav', 'root/a.srt', 'root/.env', 'outside/b.mp4', 'root/empty.mp4']) {
    await writeFile(join(folder, file), file.includes('empty') ? '' : 'x'.repeat(200_000));
  }
  await symlink(join(root, 'a.mp4'), join(root, 'inside.mp4'));
  await symlink(join(folder, 'outside/b.mp4'), join(root, 'link.mp4'));
  await symlink(join(folder, 'outside'), join(root, 'away'));
  execFileSync('mkfifo', [join(root, 'pipe.mp4')]);
});
afterAll(() => rm(folder, { recursive: true }));

it('are uploaded from the root folder, after a yes', async () => {
  const world = await connect({ person: yes, args: ['--root', root] });
  const given = { video: 'inside.mp4', audio: join(root, 'a.wav'), disable_active_speaker_detection: true };
  expect((await world.call('start_lipsync', given)).structuredContent).toMatchObject({ outcome: 'submitted' });
  expect(world.questions[0]).toContain('- video: the local file "a.mp4" (0.2 MB), which is uploaded');
  const { operation, body } = world.mock.requests.find(({ method }) => method === 'POST') ?? {};
  expect(operation).toBe('lipsync.generateWithMedia');
  expect(JSON.stringify(body)).toContain('a.mp4');
  // The same file again is the same job.
  expect((await world.call('start_lipsync', given)).structuredContent).toMatchObject({ outcome: 'found' });
});

it('are not sent if the call is cancelled while they are opened', async () => {
  const world = await connect({ args: ['--root', root, '--allow-paid'] });
  const fetched = vi.spyOn(globalThis, 'fetch');
  const controller = new AbortController();
  world.wire.push = (message) => {
    if (String(message).includes('tools/call')) queueMicrotask(() => controller.abort());
    return 0;
  };
  const cancelled = world.call('start_lipsync', { video: 'a.mp4', audio: 'a.wav' }, { signal: controller.signal });
  await expect(cancelled).rejects.toThrow();
  // Which takes longer than a submission takes to begin.
  while (fetched.mock.calls.length < 12) await world.call('whoami');
  expect(fetched.mock.calls.map(([, init]) => init?.method)).not.toContain('POST');
});

it('may be subtitles beside a video', async () => {
  const world = await connect({ args: ['--root', root, '--allow-paid'] });
  const film = { video: 'a.mp4', target_languages: ['de'], target_srts: { de: 'a.srt' }, source_srt: 'a.srt' };
  expect((await world.call('start_translation', film)).structuredContent).toMatchObject({ outcome: 'submitted' });
  expect(JSON.stringify(world.mock.requests.find(({ method }) => method === 'POST')?.body)).toContain('a.srt');
  // An agent chooses the key.
  const folders = await world.call('start_translation', { ...film, target_srts: { '$&': 'clips.mp4' } });
  expect(textOf(folders)).toContain('target_srts.$& is not a file');
  expect(textOf(folders)).not.toContain(folder);
  const wrong = await world.call('start_translation', { ...film, target_srts: { de: '.env' } });
  expect(textOf(wrong)).toContain('target_srts.de has the wrong type');
});

it('are refused outside of the root folder, and if they are no media', async () => {
  const world = await connect({ person: yes, args: ['--root', root] });
  const strange = ['/etc/passwd', '/etc/there-is-none', 'file:///etc/passwd', 'a.mp4\u0000.wav', '.'];
  const links = ['link.mp4', 'away/b.mp4', '../outside/b.mp4', 'clips.mp4/../../outside/b.mp4'];
  const outside = [...strange, ...links, join(folder, 'outside/b.mp4')];
  for (const [video, why] of [
    ...outside.map((path) => [path, /not a file below --root/] as const),
    ['clips.mp4', /is not a file/],
    ['pipe.mp4', /is not a file/],
    ['empty.mp4', /is empty/],
    ['.env', /wrong type/],
    ['a.wav', /wrong type/],
    [urls.video, /all as URLs, or all as local files/],
  ] as const) {
    const answer = await world.call('start_lipsync', { video, audio: 'a.wav' });
    expect(answer.isError, video).toBe(true);
    expect(textOf(answer)).toMatch(why);
    expect(textOf(answer)).not.toContain(folder);
  }
  expect(world.questions).toEqual([]);
  expect(world.mock.requests).toEqual([]);
});

it('are read by no server without a root folder', async () => {
  const world = await connect({ person: yes });
  const answer = await world.call('start_lipsync', { video: join(root, 'a.mp4'), audio: join(root, 'a.wav') });
  expect(textOf(answer)).toContain('--root DIR');
});

it.each(['auto', 'legacy'] as const)('need another yes if they change after it (%s)', async (era) => {
  const path = join(root, 'changing.mp4');
  await writeFile(path, 'x'.repeat(100));
  const answers = [yes(), { action: 'decline' as const }];
  const world = await connect({
    era,
    args: ['--root', root],
    person: () => {
      writeFileSync(path, 'y'.repeat(100));
      utimesSync(path, 1_700_000_000, 1_700_000_000 + answers.length);
      return answers.shift() ?? { action: 'decline' };
    },
  });
  const answer = await world.call('start_lipsync', { video: 'changing.mp4', audio: 'a.wav' });
  expect(answer.structuredContent).toMatchObject({ outcome: 'declined' });
  expect(world.questions).toHaveLength(2);
  expect(submissions(world)).toBe(0);
});
