import { expect, test } from 'vitest';
import { checkMedia } from '../studio/page/form/check-media.ts';
import { emptyMedia } from '../studio/page/form/media-draft.ts';
import { sortFiles } from '../studio/page/form/sort-files.ts';
import { formatBytes, formatDuration } from '../studio/page/format.ts';

const both = ['video', 'audio'] as const;
const file = (name: string, type = '', text = 'data') => new File([text], name, { type });

test.each([
  ['clip.mp4', 'video/mp4', 'video'],
  ['clip.MP4', '', 'video'],
  ['voice.wav', 'audio/x-wav', 'audio'],
  ['voice.mp3', 'audio/mpeg', 'audio'],
  ['voice', 'audio/vnd.wave', 'audio'],
  ['voice.WAV', '', 'audio'],
  ['clip.mov', 'video/quicktime', undefined],
  // Its type is what the system says it is, whatever its name.
  ['clip.mp4', 'text/html', undefined],
  ['folder', '', undefined],
])('%s of type "%s" belongs to %s', (name, type, part) => {
  const { files, problems } = sortFiles([file(name, type)], 'audio', both);
  expect(Object.keys(files)).toEqual(part ? [part] : []);
  expect(problems.audio ?? '').toContain(part ? '' : `“${name}” cannot be used`);
  expect(Object.keys(problems)).toEqual(part ? [] : ['audio']);
});

test('a draft is checked part by part', async () => {
  expect(await checkMedia(emptyMedia, both)).toEqual({
    video: 'Choose a video first.',
    audio: 'Choose a voice track first.',
  });
  const video = file('clip.mp4');
  expect(await checkMedia({ ...emptyMedia, files: { video, audio: file('v.wav', '', '') } }, both)).toEqual({
    audio: '“v.wav” is empty. Choose another file.',
  });
  expect(await checkMedia({ ...emptyMedia, files: { video, audio: file('v.wav') } }, both)).toEqual({});
});

test('a file that has gone since it was chosen is named', async () => {
  const gone = Object.assign(file('clip.mp4'), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }),
  });
  expect(await checkMedia({ ...emptyMedia, files: { video: gone, audio: file('v.wav') } }, both)).toEqual({
    video: '“clip.mp4” was moved or changed after you chose it. Choose it again.',
  });
});

test('blanks are no address yet', async () => {
  const draft = { ...emptyMedia, source: 'addresses', addresses: { video: '  ' } } as const;
  expect((await checkMedia(draft, both)).video).toBe('Paste the address of the video first.');
});

test.each(['clip.mp4', 'ftp://example.com/clip.mp4', 'javascript:alert(1)', 'https://'])(
  '%s is no address',
  async (video) => {
    const addresses = { video, audio: ' http://example.com/v.wav ' };
    const problems = await checkMedia({ ...emptyMedia, source: 'addresses', addresses }, both);
    expect(Object.keys(problems)).toEqual(['video']);
    expect(problems.video).toContain(`“${video}” is not a web address`);
  },
);

test('sizes and times are short', () => {
  expect([0, 999, 1_000, 9_960, 96_092, 1.5e9, 2e13].map(formatBytes)).toEqual([
    ...['0 bytes', '999 bytes', '1.0 kB', '10.0 kB', '96 kB', '1.5 GB', '20000 GB'],
  ]);
  expect([0, 999, 61_000, 3_600_000].map(formatDuration)).toEqual(['0:00', '0:00', '1:01', '60:00']);
});
